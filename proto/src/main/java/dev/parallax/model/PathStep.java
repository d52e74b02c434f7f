package dev.parallax.model;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What answered on the way to the target.
 *
 * @param sent what was sent: {@code tcp_syn}, {@code tls_client_hello}, {@code udp} or {@code
 *     icmp_echo}
 * @param replies in the order sent, at most 128
 */
public record PathStep(String sent, List<Reply> replies) {
  public static final int REPLIES_LIMIT = 128;

  public PathStep {
    replies = List.copyOf(replies.subList(0, Math.min(REPLIES_LIMIT, replies.size())));
  }

  /**
   * What came back for one packet.
   *
   * @param hops the limit it was sent with; 0 for the host's own
   * @param from who answered; absent when nobody did, or the kernel does not tell
   * @param icmpType of ICMP or ICMPv6 as in the packet; 0 when nobody answered, the answer was not
   *     ICMP, or the kernel does not tell
   * @param icmpCode as in the packet
   * @param took until the answer; absent when none came
   */
  public record Reply(
      int hops, Optional<InetAddress> from, int icmpType, int icmpCode, Optional<Duration> took) {}
}
