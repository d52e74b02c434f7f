package dev.parallax.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.CertificateFacts;
import dev.parallax.model.DnsStep;
import dev.parallax.model.HttpStep;
import dev.parallax.model.Steps;
import dev.parallax.model.TcpStep;
import dev.parallax.model.TlsStep;

/** Writes what each step recorded; {@link StepsReader} reads it back. */
final class StepsJson {
  private StepsJson() {}

  /** Only the steps that ran. */
  static ObjectNode of(Steps steps) {
    var node = Json.object();
    steps.dns().ifPresent(step -> node.set("dns", dns(step)));
    steps.tcp().ifPresent(step -> node.set("tcp", tcp(step)));
    steps.tls().ifPresent(step -> node.set("tls", tls(step)));
    steps.http().ifPresent(step -> node.set("http", http(step)));
    return node;
  }

  private static ObjectNode dns(DnsStep step) {
    var node =
        Json.object()
            .put("resolver", step.resolver())
            .put("transport", step.transport())
            .put("rcode", step.rcode());
    node.set("answers", Json.array(step.answers().stream().map(StepsJson::answer).toList()));
    node.put("authenticated", step.authenticated()).put("retransmissions", step.retransmissions());
    node.set("tookMs", Json.millis(step.took()));
    return node;
  }

  private static ObjectNode answer(DnsStep.Answer answer) {
    var node = Json.object().put("address", Json.address(answer.address()));
    node.set("ttlMs", Json.millis(answer.ttl()));
    return node;
  }

  private static ObjectNode tcp(TcpStep step) {
    var node =
        Json.object()
            .put("address", Json.address(step.address()))
            .put("port", step.port())
            .put("localPort", step.localPort());
    node.set("tookMs", Json.millis(step.took()));
    step.info().ifPresent(info -> node.set("info", info(info)));
    return node;
  }

  private static ObjectNode info(TcpStep.TcpInfo info) {
    var node = Json.object();
    node.set("rttMs", Json.millis(info.rtt()));
    return node.put("retransmits", info.retransmits())
        .put("unacked", info.unacked())
        .put("mss", info.mss())
        .put("pathMtu", info.pathMtu());
  }

  private static ObjectNode tls(TlsStep step) {
    var node = Json.object();
    node.set("serverName", Json.text(step.serverName()));
    node.put("helloHash", step.helloHash())
        .put("helloBytes", step.helloBytes())
        .put("version", step.version())
        .put("cipher", step.cipher())
        .put("alpn", step.alpn());
    node.set("chain", Json.array(step.chain().stream().map(StepsJson::certificate).toList()));
    step.alert().ifPresent(alert -> node.set("alert", alert(alert)));
    node.put("bytesSent", step.bytesSent())
        .put("bytesReceived", step.bytesReceived())
        .put("recordsSent", step.recordsSent())
        .put("recordsReceived", step.recordsReceived());
    step.firstBytes().ifPresent(text -> node.put("firstBytes", text));
    node.set("sinceLastSendMs", Json.millis(step.sinceLastSend()));
    node.set("tookMs", Json.millis(step.took()));
    return node;
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

  private static ObjectNode alert(TlsStep.Alert alert) {
    return Json.object()
        .put("level", alert.level())
        .put("code", alert.code())
        .put("received", alert.received());
  }

  private static ObjectNode http(HttpStep step) {
    var node = Json.object().put("version", step.version()).put("status", step.status());
    node.set("headers", Json.texts(step.headers()));
    node.put("bodyHash", step.bodyHash());
    step.title().ifPresent(title -> node.put("title", title));
    node.set("tookMs", Json.millis(step.took()));
    return node;
  }
}
