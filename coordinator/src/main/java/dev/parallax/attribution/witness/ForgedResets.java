package dev.parallax.attribution.witness;

import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.Packets.CapturedSegment;
import java.util.List;

/**
 * Findings of one connection's packets about its received resets, after Weaver, Sommer and Paxson,
 * "Detecting Forged TCP Reset Packets" (NDSS 2009).
 */
public final class ForgedResets {
  private ForgedResets() {}

  public static boolean any(Packets packets) {
    return packets.seen().stream().anyMatch(ForgedResets::isReset);
  }

  /**
   * A later reset lies beyond the earlier one and beyond everything received or acknowledged until
   * then (RST_SEQ_CHANGE): a TCP has no state of a connection that it has reset.
   */
  public static boolean isImpossible(Packets packets) {
    long known = 0;
    long lastReset = -1;
    for (var packet : packets.seen()) {
      if (isReset(packet)) {
        if (lastReset >= 0 && packet.sequence() > lastReset && packet.sequence() > known) {
          return true;
        }
        lastReset = Math.max(lastReset, packet.sequence());
      } else {
        known = Math.max(known, end(packet));
      }
    }
    return false;
  }

  /** New bytes arrive after the reset, at or past it (RST_SEQ_DATA, DATA_SEQ_RST). */
  public static boolean dataGoesOn(Packets packets) {
    long reset = Long.MAX_VALUE;
    for (var packet : packets.seen()) {
      if (isReset(packet)) {
        reset = Math.min(reset, packet.sequence());
      } else if (packet.received() && packet.payload() > 0 && packet.sequence() >= reset) {
        return true;
      }
    }
    return false;
  }

  public static boolean ttlDiffers(Packets packets) {
    return serverTtl(packets) > 0 && resetTtl(packets) != serverTtl(packets);
  }

  public static int resetTtl(Packets packets) {
    return first(packets.seen(), true);
  }

  /** Of the SYN-ACK, 0 when it was not captured. */
  public static int serverTtl(Packets packets) {
    return first(packets.seen(), false);
  }

  private static int first(List<CapturedSegment> seen, boolean reset) {
    return seen.stream()
        .filter(packet -> packet.received() && isReset(packet) == reset)
        .mapToInt(CapturedSegment::ttl)
        .findFirst()
        .orElse(0);
  }

  private static boolean isReset(CapturedSegment packet) {
    return packet.received() && packet.isReset();
  }

  /** The server's next sequence number as far as this packet shows. */
  private static long end(CapturedSegment packet) {
    if (!packet.received()) {
      return packet.acknowledgement();
    }
    var counts = packet.flags().indexOf('S') >= 0 || packet.flags().indexOf('F') >= 0 ? 1 : 0;
    return packet.sequence() + packet.payload() + counts;
  }
}
