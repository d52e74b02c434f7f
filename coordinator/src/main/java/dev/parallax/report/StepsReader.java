package dev.parallax.report;

import dev.parallax.model.Bytes;
import dev.parallax.model.CertificateFacts;
import dev.parallax.model.DnsStep;
import dev.parallax.model.HttpStep;
import dev.parallax.model.Steps;
import dev.parallax.model.TcpStep;
import dev.parallax.model.TlsStep;

/** Reads what {@link StepsJson} writes. */
final class StepsReader {
  private StepsReader() {}

  static Steps read(Cursor steps) {
    return new Steps(
        steps.maybe("dns").map(StepsReader::dns),
        steps.maybe("tcp").map(StepsReader::tcp),
        steps.maybe("tls").map(StepsReader::tls),
        steps.maybe("http").map(StepsReader::http));
  }

  private static DnsStep dns(Cursor step) {
    return new DnsStep(
        step.text("resolver"),
        step.text("transport"),
        step.text("rcode"),
        step.list("answers", StepsReader::answer),
        step.flag("authenticated"),
        step.integer("retransmissions"),
        step.millis("tookMs"));
  }

  private static DnsStep.Answer answer(Cursor answer) {
    return new DnsStep.Answer(answer.at("address").address(), answer.millis("ttlMs"));
  }

  private static TcpStep tcp(Cursor step) {
    return new TcpStep(
        step.at("address").address(),
        step.integer("port"),
        step.integer("localPort"),
        step.millis("tookMs"),
        step.maybe("info").map(StepsReader::info));
  }

  private static TcpStep.TcpInfo info(Cursor info) {
    return new TcpStep.TcpInfo(
        info.millis("rttMs"),
        info.integer("retransmits"),
        info.integer("unacked"),
        info.integer("mss"),
        info.integer("pathMtu"));
  }

  private static TlsStep tls(Cursor step) {
    return new TlsStep(
        step.maybeText("serverName"),
        step.text("helloHash"),
        step.integer("helloBytes"),
        step.text("version"),
        step.text("cipher"),
        step.text("alpn"),
        step.list("chain", StepsReader::certificate),
        step.maybe("alert").map(StepsReader::alert),
        step.bytes("bytesSent"),
        step.bytes("bytesReceived"),
        step.integer("recordsSent"),
        step.integer("recordsReceived"),
        step.maybeText("firstBytes"),
        step.millis("sinceLastSendMs"),
        step.millis("tookMs"));
  }

  private static CertificateFacts certificate(Cursor facts) {
    return new CertificateFacts(
        facts.text("sha256"),
        facts.text("subject"),
        facts.text("issuer"),
        facts.list("names", Cursor::text),
        facts.instant("notBefore"),
        facts.instant("notAfter"),
        facts.text("key"),
        facts.text("signature"),
        Bytes.EMPTY);
  }

  private static TlsStep.Alert alert(Cursor alert) {
    return new TlsStep.Alert(alert.integer("level"), alert.integer("code"), alert.flag("received"));
  }

  private static HttpStep http(Cursor step) {
    return new HttpStep(
        step.text("version"),
        step.integer("status"),
        step.texts("headers"),
        step.text("bodyHash"),
        step.maybeText("title"),
        step.millis("tookMs"));
  }
}
