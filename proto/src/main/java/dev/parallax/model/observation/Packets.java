package dev.parallax.model.observation;

import java.time.Duration;
import java.util.List;

/**
 * The packets of one connection, captured at the agent's host, that show which side ended it.
 *
 * @param seen in the order of capture, at most 64
 */
public record Packets(List<CapturedSegment> seen) {
  public static final int LIMIT = 64;

  public Packets {
    seen = List.copyOf(seen.subList(0, Math.min(LIMIT, seen.size())));
  }

  /**
   * One TCP segment.
   *
   * @param received false when this host sent it
   * @param flags of {@code F S R P A U E C}, in this order, e.g. {@code RA}
   * @param ttl IPv4 TTL or IPv6 hop limit on arrival at this host
   * @param ipId the identification of IPv4; 0 for IPv6
   * @param sequence relative to the sender's SYN, or to the first segment seen
   * @param acknowledgement relative to the other side's SYN, or to the first segment seen; 0
   *     without ACK
   * @param window as in the header, not scaled
   * @param payload bytes
   * @param at since the first segment of the connection
   */
  public record CapturedSegment(
      boolean received,
      String flags,
      int ttl,
      int ipId,
      long sequence,
      long acknowledgement,
      int window,
      int payload,
      Duration at) {
    public boolean isReset() {
      return flags.indexOf('R') >= 0;
    }
  }
}
