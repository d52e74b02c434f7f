package dev.parallax.report.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;

/** Writes the records of each step; {@link StepsReader} parses them. */
final class StepsJson {
  private StepsJson() {}

  /** Only the steps that ran. */
  static ObjectNode of(Steps steps) {
    var node = Json.object();
    steps.dns().ifPresent(step -> node.set("dns", DnsJson.of(step)));
    steps.tcp().ifPresent(step -> node.set("tcp", tcp(step)));
    steps.tls().ifPresent(step -> node.set("tls", TlsJson.of(step)));
    steps.http().ifPresent(step -> node.set("http", http(step)));
    steps.path().ifPresent(step -> node.set("path", PathJson.of(step)));
    steps.packets().ifPresent(packets -> node.set("packets", PathJson.of(packets)));
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
    node.set("minRttMs", Json.millis(info.minRtt()));
    return node.put("retransmits", info.retransmits())
        .put("unacked", info.unacked())
        .put("bytesAcked", info.bytesAcked())
        .put("mss", info.mss())
        .put("pathMtu", info.pathMtu());
  }

  private static ObjectNode http(HttpStep step) {
    var node = Json.object().put("version", step.version()).put("status", step.status());
    node.set("headers", Json.texts(step.headers()));
    node.set("redirects", Json.texts(step.redirects()));
    node.put("bodyHash", step.bodyHash());
    step.title().ifPresent(title -> node.put("title", title));
    node.set("tookMs", Json.millis(step.took()));
    if (!step.notes().isEmpty()) {
      node.set("notes", Json.texts(step.notes().stream().map(HttpNote::word).toList()));
    }
    step.received()
        .ifPresent(
            data ->
                node.putObject("received")
                    .put("bytes", data.bytes())
                    .put("segments", data.segments()));
    step.redirectEnd().ifPresent(end -> node.set("redirectEnd", redirectEnd(end)));
    return node;
  }

  private static ObjectNode redirectEnd(RedirectEnd end) {
    var node =
        Json.object()
            .put("location", end.location())
            .put("requests", end.requests())
            .put("status", end.status())
            .put("notRequested", end.notRequested());
    end.failure()
        .ifPresent(
            failure ->
                node.put("failedStep", failure.step().word())
                    .put("failure", failure.word().word())
                    .put("said", failure.detail()));
    return node;
  }
}
