package dev.parallax.model.observation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The answers on the path to the target.
 *
 * @param sent the sent packet: {@code tcp_syn}, {@code tls_client_hello}, {@code udp} or {@code
 *     icmp_echo}
 * @param replies in the order of sending, at most 128
 */
public record PathStep(String sent, List<Reply> replies) {
  public static final int REPLIES_LIMIT = 128;

  public PathStep {
    replies = List.copyOf(replies.subList(0, Math.min(REPLIES_LIMIT, replies.size())));
  }

  /**
   * The answer to one packet.
   *
   * @param hops the hop limit of the packet; 0 for the host's default
   * @param from the answering address; absent without an answer, or when the kernel does not report
   *     it
   * @param icmpType of ICMP or ICMPv6 as in the packet; 0 without an ICMP answer, or when the
   *     kernel does not report it
   * @param icmpCode as in the packet
   * @param took until the answer; absent without an answer
   */
  public record Reply(
      int hops, Optional<InetAddress> from, int icmpType, int icmpCode, Optional<Duration> took) {}
}
