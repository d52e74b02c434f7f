package dev.parallax.model.endpoint;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;

/** Which of a name's addresses a probe uses. */
public enum Family {
  ANY,
  IPV4,
  IPV6;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The same as people write it, e.g. {@code IPv6}. */
  public String title() {
    return word().replace("ip", "IP");
  }

  public boolean admits(InetAddress address) {
    return switch (this) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> !(address instanceof Inet4Address);
    };
  }

  /** Whether a target may have such an address: a name may have any. */
  public boolean admits(Target target) {
    return target.address().map(this::admits).orElse(true);
  }
}
