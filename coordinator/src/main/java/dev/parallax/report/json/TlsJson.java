package dev.parallax.report.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.TlsStep;
import java.time.Instant;

/** Writes a handshake; {@link TlsReader} parses it. */
final class TlsJson {
  private TlsJson() {}

  static ObjectNode of(TlsStep step) {
    var node = Json.object();
    hello(node, step.hello());
    node.put("version", step.agreed().version())
        .put("cipher", step.agreed().cipher())
        .put("group", step.agreed().group())
        .put("alpn", step.agreed().alpn());
    if (step.agreed().retried()) {
      node.put("retried", true);
    }
    node.set("chain", Json.array(step.chain().stream().map(TlsJson::certificate).toList()));
    step.staple().ifPresent(staple -> node.set("staple", staple(staple)));
    step.central().ifPresent(check -> node.set("central", central(check)));
    node.put("certificateRequested", step.certificateRequested());
    step.alert().ifPresent(alert -> node.set("alert", alert(alert)));
    traffic(node, step.traffic());
    if (!step.cleartext().lines().isEmpty()) {
      node.set("cleartextLines", Json.texts(step.cleartext().lines()));
    }
    node.set("sinceLastSendMs", Json.millis(step.sinceLastSend()));
    node.set("tookMs", Json.millis(step.took()));
    return node;
  }

  private static void hello(ObjectNode node, TlsStep.SentHello hello) {
    node.set("serverName", Json.text(hello.serverName()));
    node.put("helloRandom", hello.random())
        .put("helloHash", hello.hash())
        .put("helloBytes", hello.bytes())
        .put("ja4", hello.ja4());
  }

  private static void traffic(ObjectNode node, TlsStep.Traffic traffic) {
    node.put("bytesSent", traffic.bytesSent())
        .put("bytesReceived", traffic.bytesReceived())
        .put("recordsSent", traffic.recordsSent())
        .put("recordsReceived", traffic.recordsReceived());
    traffic.firstBytes().ifPresent(text -> node.put("firstBytes", text));
  }

  private static ObjectNode certificate(CertificateFacts facts) {
    var node =
        Json.object()
            .put("sha256", facts.sha256())
            .put("subject", facts.subject())
            .put("issuer", facts.issuer());
    node.set("names", Json.texts(facts.names()));
    return node.put("notBefore", facts.notBefore().toString())
        .put("notAfter", facts.notAfter().toString())
        .put("key", facts.key())
        .put("signature", facts.signature());
  }

  private static ObjectNode staple(OcspStaple staple) {
    var node = Json.object().put("status", Json.word(staple.status()));
    node.set("thisUpdate", Json.text(staple.thisUpdate().map(Instant::toString)));
    node.set("nextUpdate", Json.text(staple.nextUpdate().map(Instant::toString)));
    node.set("revokedAt", Json.text(staple.revokedAt().map(Instant::toString)));
    return node.put("said", staple.detail());
  }

  /** A null word means valid. */
  private static ObjectNode central(CentralCheck check) {
    var node = Json.object();
    node.set("atCoordinator", Json.text(check.atCoordinator().map(FailureWord::word)));
    node.set("atAgent", Json.text(check.atAgent().map(FailureWord::word)));
    check
        .atServer()
        .ifPresent(server -> node.set("atServer", Json.text(server.word().map(FailureWord::word))));
    return node;
  }

  private static ObjectNode alert(TlsStep.Alert alert) {
    return Json.object()
        .put("level", alert.level())
        .put("code", alert.code())
        .put("received", alert.received());
  }
}
