package dev.parallax.report.json;

import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;

/** Parses the output of {@link PathJson}. */
public final class PathReader {
  private PathReader() {}

  static PathStep path(JsonCursor step) {
    return new PathStep(step.text("sent"), step.list("replies", PathReader::reply));
  }

  private static PathStep.Reply reply(JsonCursor reply) {
    return new PathStep.Reply(
        reply.integer("hops"),
        reply.maybe("from").map(JsonCursor::address),
        reply.integer("icmpType"),
        reply.integer("icmpCode"),
        reply.maybe("tookMs").map(JsonCursor::millis));
  }

  static Packets packets(JsonCursor packets) {
    return new Packets(packets.items(PathReader::packet));
  }

  private static Packets.Packet packet(JsonCursor packet) {
    return new Packets.Packet(
        packet.flag("received"),
        packet.text("flags"),
        packet.integer("ttl"),
        packet.integer("ipId"),
        packet.bytes("sequence"),
        packet.bytes("acknowledgement"),
        packet.integer("window"),
        packet.integer("payload"),
        packet.millis("atMs"));
  }

  public static Sighting sighting(JsonCursor seen) {
    return new Sighting(
        new VantageId(seen.text("witness")),
        seen.integer("round"),
        seen.at("means").word(Sighting.Means.class),
        seen.at("peer").address(),
        seen.integer("peerPort"),
        seen.integer("port"),
        seen.text("helloRandom"),
        seen.maybeText("serverName"),
        seen.text("helloHash"),
        seen.bytes("bytesReceived"),
        seen.bytes("bytesSent"),
        seen.at("ending").word(Sighting.Ending.class),
        seen.integer("resetsSent"),
        seen.millis("tookMs"));
  }
}
