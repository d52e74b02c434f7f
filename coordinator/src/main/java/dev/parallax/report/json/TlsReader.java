package dev.parallax.report.json;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.value.Bytes;
import java.util.Optional;

/** Parses the output of {@link TlsJson}. */
final class TlsReader {
  private TlsReader() {}

  static TlsStep read(JsonCursor step) {
    return new TlsStep(
        hello(step),
        new TlsStep.Agreed(
            step.text("version"),
            step.text("cipher"),
            step.text("group"),
            step.text("alpn"),
            step.has("retried") && step.flag("retried")),
        step.list("chain", TlsReader::certificate),
        step.maybe("staple").map(TlsReader::staple),
        step.maybe("central").map(TlsReader::central),
        step.flag("certificateRequested"),
        step.maybe("alert").map(TlsReader::alert),
        new TlsStep.Traffic(
            step.bytes("bytesSent"),
            step.bytes("bytesReceived"),
            step.integer("recordsSent"),
            step.integer("recordsReceived"),
            step.maybeText("firstBytes")),
        step.millis("sinceLastSendMs"),
        step.millis("tookMs"),
        cleartext(step));
  }

  /** Absent in reports of older coordinators, and where TLS begins at once. */
  private static CleartextLines cleartext(JsonCursor step) {
    return step.maybe("cleartextLines").isPresent()
        ? new CleartextLines(step.list("cleartextLines", JsonCursor::text))
        : CleartextLines.NONE;
  }

  private static TlsStep.SentHello hello(JsonCursor step) {
    return new TlsStep.SentHello(
        step.maybeText("serverName"),
        step.text("helloRandom"),
        step.text("helloHash"),
        step.integer("helloBytes"),
        step.text("ja4"));
  }

  private static CertificateFacts certificate(JsonCursor facts) {
    return new CertificateFacts(
        facts.text("sha256"),
        facts.text("subject"),
        facts.text("issuer"),
        facts.list("names", JsonCursor::text),
        facts.instant("notBefore"),
        facts.instant("notAfter"),
        facts.text("key"),
        facts.text("signature"),
        Bytes.EMPTY);
  }

  private static OcspStaple staple(JsonCursor staple) {
    return new OcspStaple(
        staple.at("status").word(OcspStaple.Status.class),
        staple.maybe("thisUpdate").map(JsonCursor::instant),
        staple.maybe("nextUpdate").map(JsonCursor::instant),
        staple.maybe("revokedAt").map(JsonCursor::instant),
        staple.text("said"));
  }

  private static CentralCheck central(JsonCursor check) {
    return new CentralCheck(
        check.maybeText("atCoordinator").map(FailureWord::new),
        check.maybeText("atAgent").map(FailureWord::new),
        check.has("atServer")
            ? Optional.of(
                new CentralCheck.AtServer(check.maybeText("atServer").map(FailureWord::new)))
            : Optional.empty());
  }

  private static TlsStep.Alert alert(JsonCursor alert) {
    return new TlsStep.Alert(alert.integer("level"), alert.integer("code"), alert.flag("received"));
  }
}
