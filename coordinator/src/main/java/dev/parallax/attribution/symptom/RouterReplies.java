package dev.parallax.attribution.symptom;

import dev.parallax.model.observation.PathStep;
import java.net.Inet6Address;
import java.util.List;
import java.util.stream.Stream;

/** The routers that reported an expired packet. */
public final class RouterReplies {
  private static final int ICMP_TIME_EXCEEDED = 11;
  private static final int ICMPV6_TIME_EXCEEDED = 3;

  private RouterReplies() {}

  public static Stream<PathStep.Reply> replies(PathStep path) {
    return path.replies().stream().filter(RouterReplies::isTimeExceeded);
  }

  static List<IpAddress> of(PathStep path) {
    return replies(path)
        .flatMap(reply -> reply.from().stream())
        .map(IpAddress::of)
        .distinct()
        .toList();
  }

  /**
   * The types differ by family: 3 is "time exceeded" for ICMPv6, and "destination unreachable" for
   * ICMP, which the target itself may send.
   */
  private static boolean isTimeExceeded(PathStep.Reply reply) {
    var ipv6 = reply.from().filter(Inet6Address.class::isInstance).isPresent();
    return reply.icmpType() == (ipv6 ? ICMPV6_TIME_EXCEEDED : ICMP_TIME_EXCEEDED);
  }
}
