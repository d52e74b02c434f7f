package dev.parallax.attribution;

import dev.parallax.model.PathStep;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** The routers that said a packet died with them. */
final class Routers {
  private static final int ICMP_TIME_EXCEEDED = 11;
  private static final int ICMPV6_TIME_EXCEEDED = 3;

  private Routers() {}

  static Stream<PathStep.Reply> replies(PathStep path) {
    return path.replies().stream().filter(reply -> isTimeExceeded(reply.icmpType()));
  }

  static List<String> of(PathStep path) {
    return replies(path)
        .flatMap(reply -> reply.from().stream())
        .map(InetAddress::getHostAddress)
        .distinct()
        .toList();
  }

  private static boolean isTimeExceeded(int icmpType) {
    return icmpType == ICMP_TIME_EXCEEDED || icmpType == ICMPV6_TIME_EXCEEDED;
  }
}
