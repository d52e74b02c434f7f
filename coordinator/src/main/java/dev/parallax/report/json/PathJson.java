package dev.parallax.report.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.Sighting;
import java.time.Duration;
import java.util.Optional;

/** Writes the results of path, wire and far end; {@link PathReader} parses them. */
public final class PathJson {
  private PathJson() {}

  public static ObjectNode of(PathStep step) {
    var node = Json.object().put("sent", step.sent());
    node.set("replies", Json.array(step.replies().stream().map(PathJson::reply).toList()));
    return node;
  }

  private static ObjectNode reply(PathStep.Reply reply) {
    var node = Json.object().put("hops", reply.hops());
    node.set("from", Json.address(reply.from()));
    node.put("icmpType", reply.icmpType()).put("icmpCode", reply.icmpCode());
    node.set("tookMs", millis(reply.took()));
    return node;
  }

  public static JsonNode of(Packets packets) {
    return Json.array(packets.seen().stream().map(PathJson::packet).toList());
  }

  private static ObjectNode packet(Packets.Packet packet) {
    var node =
        Json.object()
            .put("received", packet.received())
            .put("flags", packet.flags())
            .put("ttl", packet.ttl())
            .put("ipId", packet.ipId())
            .put("sequence", packet.sequence())
            .put("acknowledgement", packet.acknowledgement())
            .put("window", packet.window())
            .put("payload", packet.payload());
    node.set("atMs", Json.millis(packet.at()));
    return node;
  }

  public static ObjectNode of(Sighting seen) {
    var node =
        Json.object()
            .put("witness", seen.witness().name())
            .put("round", seen.round())
            .put("means", Json.word(seen.means()));
    node.put("peer", Json.address(seen.peer()))
        .put("peerPort", seen.peerPort())
        .put("port", seen.port())
        .put("helloRandom", seen.helloRandom());
    node.set("serverName", Json.text(seen.serverName()));
    node.put("helloHash", seen.helloHash())
        .put("bytesReceived", seen.bytesReceived())
        .put("bytesSent", seen.bytesSent())
        .put("ending", Json.word(seen.ending()))
        .put("resetsSent", seen.resetsSent());
    node.set("tookMs", Json.millis(seen.took()));
    return node;
  }

  private static JsonNode millis(Optional<Duration> span) {
    return span.map(Json::millis).orElse(Json.none());
  }
}
