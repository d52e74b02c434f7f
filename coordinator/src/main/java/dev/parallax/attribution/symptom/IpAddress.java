package dev.parallax.attribution.symptom;

import java.net.Inet6Address;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * An IP address with its textual form, which decides equality and order because no measurement
 * orders addresses. The text is formatted once, so that comparisons neither format nor parse.
 */
public final class IpAddress implements Comparable<IpAddress> {
  private final InetAddress address;
  private final String text;

  private IpAddress(InetAddress address) {
    this.address = address;
    this.text = address.getHostAddress();
  }

  public static IpAddress of(InetAddress address) {
    return new IpAddress(address);
  }

  public boolean isIpv6() {
    return address instanceof Inet6Address;
  }

  /** In network byte order: 4 bytes for IPv4, 16 for IPv6. */
  byte[] bytes() {
    return address.getAddress();
  }

  @Override
  public int compareTo(IpAddress other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpAddress same && text.equals(same.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The textual form, such as {@code 192.0.2.1}. */
  @Override
  public String toString() {
    return text;
  }
}
