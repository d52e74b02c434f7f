package dev.parallax.agent.responder;

import dev.parallax.agent.classify.packet.TcpPacket;
import dev.parallax.agent.path.capture.CapturedPacket;
import dev.parallax.model.observation.Packets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A connection from this host, packet by packet. Not thread-safe. */
final class Leaving {
  private static final long SEQUENCES = 1L << 32;

  /** Memory of a connection without packets: an upper bound from a heap dump. */
  private static final int FIXED_BYTES = 512;

  /** Memory of a packet, likewise. */
  private static final int PACKET_BYTES = 160;

  private static final String FLAGS = "FSRPAUEC";

  private final List<Packets.CapturedSegment> seen = new ArrayList<>();
  private final Instant began;
  private final long ownIsn;
  private long peerIsn = -1;

  /**
   * Begins it.
   *
   * @param syn the first packet of it, from here
   */
  Leaving(CapturedPacket syn) {
    began = syn.at();
    ownIsn = syn.packet().sequence();
  }

  /** Its memory in bytes. */
  long bytes() {
    return FIXED_BYTES + (long) PACKET_BYTES * seen.size();
  }

  boolean isBegunBy(CapturedPacket syn) {
    return syn.packet().sequence() == ownIsn;
  }

  /**
   * Adds the next packet.
   *
   * @param received whether it came from the peer
   */
  void take(CapturedPacket captured, boolean received) {
    var packet = captured.packet();
    if (received && peerIsn < 0) {
      peerIsn = packet.sequence();
    }
    if (seen.size() < Packets.LIMIT) {
      seen.add(packet(captured, received));
    }
  }

  Packets packets() {
    return new Packets(seen);
  }

  private Packets.CapturedSegment packet(CapturedPacket captured, boolean received) {
    var packet = captured.packet();
    return new Packets.CapturedSegment(
        received,
        flags(packet),
        packet.hopLimit(),
        packet.ipId().orElse(0),
        since(packet.sequence(), received ? peerIsn : ownIsn),
        packet.isAck() ? since(packet.acknowledgement(), received ? ownIsn : peerIsn) : 0,
        packet.window(),
        packet.payloadLength(),
        Duration.between(began, captured.at()).abs());
  }

  private static long since(long number, long first) {
    return first < 0 ? 0 : Math.floorMod(number - first, SEQUENCES);
  }

  private static String flags(TcpPacket packet) {
    var text = new StringBuilder();
    for (int bit = 0; bit < FLAGS.length(); bit++) {
      if ((packet.flags() & (1 << bit)) != 0) {
        text.append(FLAGS.charAt(bit));
      }
    }
    return text.toString();
  }
}
