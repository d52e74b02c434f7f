package dev.parallax.model;

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

  public boolean admits(InetAddress address) {
    return switch (this) {
      case ANY -> true;
      case IPV4 -> address instanceof Inet4Address;
      case IPV6 -> !(address instanceof Inet4Address);
    };
  }
}
