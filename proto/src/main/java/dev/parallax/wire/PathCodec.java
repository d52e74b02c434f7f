package dev.parallax.wire;

import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.Packet;
import dev.parallax.v1.PathReply;
import java.time.Duration;
import java.util.Optional;

/** Answers of routers, captured packets and sightings. */
final class PathCodec {
  private static final int LISTED = 4_096;

  private PathCodec() {}

  static dev.parallax.v1.PathStep toProto(PathStep step) {
    return dev.parallax.v1.PathStep.newBuilder()
        .setSent(step.sent())
        .addAllReplies(step.replies().stream().map(PathCodec::toProto).toList())
        .build();
  }

  static PathStep fromProto(dev.parallax.v1.PathStep proto) {
    return new PathStep(
        Field.text("path.sent", proto.getSent(), StepsCodec.WORD),
        Field.list("path.replies", proto.getRepliesList(), LISTED).stream()
            .map(PathCodec::fromProto)
            .toList());
  }

  private static PathReply toProto(PathStep.Reply reply) {
    var proto =
        PathReply.newBuilder()
            .setHops(reply.hops())
            .setFrom(AddressCodec.toProto(reply.from()))
            .setIcmpType(reply.icmpType())
            .setIcmpCode(reply.icmpCode());
    reply.took().map(TimeCodec::toProto).ifPresent(proto::setTook);
    return proto.build();
  }

  private static PathStep.Reply fromProto(PathReply proto) {
    return new PathStep.Reply(
        Field.count("path.replies.hops", proto.getHops(), 255),
        AddressCodec.optionalFromProto("path.replies.from", proto.getFrom()),
        Field.count("path.replies.icmp_type", proto.getIcmpType(), 255),
        Field.count("path.replies.icmp_code", proto.getIcmpCode(), 255),
        proto.hasTook()
            ? Optional.of(TimeCodec.elapsed("path.replies.took", proto.getTook()))
            : Optional.empty());
  }

  static dev.parallax.v1.Packets toProto(Packets packets) {
    return dev.parallax.v1.Packets.newBuilder()
        .addAllSeen(packets.seen().stream().map(PathCodec::toProto).toList())
        .build();
  }

  static Packets fromProto(dev.parallax.v1.Packets proto) {
    return new Packets(
        Field.list("packets", proto.getSeenList(), LISTED).stream()
            .map(PathCodec::fromProto)
            .toList());
  }

  private static Packet toProto(Packets.CapturedSegment packet) {
    return Packet.newBuilder()
        .setReceived(packet.received())
        .setFlags(packet.flags())
        .setTtl(packet.ttl())
        .setIpId(packet.ipId())
        .setSequence(packet.sequence())
        .setAcknowledgement(packet.acknowledgement())
        .setWindow(packet.window())
        .setPayload(packet.payload())
        .setAt(TimeCodec.toProto(packet.at()))
        .build();
  }

  private static Packets.CapturedSegment fromProto(Packet proto) {
    return new Packets.CapturedSegment(
        proto.getReceived(),
        Field.text("packets.flags", proto.getFlags(), StepsCodec.WORD),
        Field.count("packets.ttl", proto.getTtl(), 255),
        Field.count("packets.ip_id", proto.getIpId(), 65_535),
        Field.bytes("packets.sequence", proto.getSequence()),
        Field.bytes("packets.acknowledgement", proto.getAcknowledgement()),
        Field.count("packets.window", proto.getWindow()),
        Field.count("packets.payload", proto.getPayload()),
        at(proto));
  }

  private static Duration at(Packet proto) {
    Field.present("packets.at", proto.hasAt());
    return TimeCodec.relative("packets.at", proto.getAt());
  }

  static dev.parallax.v1.Sighting toProto(Sighting seen) {
    var proto =
        dev.parallax.v1.Sighting.newBuilder()
            .setWitness(seen.witness().name())
            .setRound(seen.round())
            .setMeansValue(EnumCodec.SIGHTING_MEANS.toProto(seen.means()))
            .setPeer(AddressCodec.toProto(seen.peer()))
            .setPeerPort(seen.peerPort())
            .setPort(seen.port())
            .setHelloRandom(seen.helloRandom())
            .setHelloHash(seen.helloHash())
            .setBytesReceived(seen.bytesReceived())
            .setBytesSent(seen.bytesSent())
            .setEndingValue(EnumCodec.SIGHTING_ENDING.toProto(seen.ending()))
            .setResetsSent(seen.resetsSent())
            .setTook(TimeCodec.toProto(seen.took()));
    seen.serverName().ifPresent(proto::setServerName);
    return proto.build();
  }

  static Sighting fromProto(dev.parallax.v1.Sighting proto) {
    return new Sighting(
        new VantageId(proto.getWitness()),
        Field.count("sighting.round", proto.getRound()),
        EnumCodec.SIGHTING_MEANS.fromProto("sighting.means", proto.getMeansValue()),
        AddressCodec.fromProto("sighting.peer", proto.getPeer()),
        Field.count("sighting.peer_port", proto.getPeerPort(), StepsCodec.PORT),
        Field.count("sighting.port", proto.getPort(), StepsCodec.PORT),
        Field.text("sighting.hello_random", proto.getHelloRandom(), StepsCodec.WORD),
        proto.hasServerName()
            ? Optional.of(
                Field.text("sighting.server_name", proto.getServerName(), StepsCodec.NAME))
            : Optional.empty(),
        Field.text("sighting.hello_hash", proto.getHelloHash(), StepsCodec.WORD),
        Field.bytes("sighting.bytes_received", proto.getBytesReceived()),
        Field.bytes("sighting.bytes_sent", proto.getBytesSent()),
        EnumCodec.SIGHTING_ENDING.fromProto("sighting.ending", proto.getEndingValue()),
        Field.count("sighting.resets_sent", proto.getResetsSent()),
        StepsCodec.elapsed("sighting.took", proto.hasTook(), proto.getTook()));
  }
}
