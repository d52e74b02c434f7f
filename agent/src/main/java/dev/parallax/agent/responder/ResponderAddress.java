package dev.parallax.agent.responder;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The address at which other agents reach this agent.
 *
 * @param declared the address to connect to, when the coordinator does not know it: behind a NAT,
 *     or with several addresses
 * @param port of the responder
 */
public record ResponderAddress(Optional<InetAddress> declared, int port) {
  private static final String EXPECTED = "a responder is PORT, ADDRESS:PORT or [V6]:PORT, got: ";

  public ResponderAddress {
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(EXPECTED + port);
    }
  }

  /** Parses the format of {@link #toString}, or a port. */
  public static ResponderAddress parse(String text) {
    try {
      int colon = text.lastIndexOf(':');
      var address = colon < 1 ? "" : text.substring(0, colon).replaceAll("^\\[(.*)]$", "$1");
      return new ResponderAddress(
          address.isEmpty() ? Optional.empty() : Optional.of(InetAddress.ofLiteral(address)),
          Integer.parseInt(text.substring(colon + 1)));
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(EXPECTED + text, malformed);
    }
  }

  /** {@code 192.0.2.1:8443}, or {@code :8443}, to which the coordinator adds the address. */
  @Override
  public String toString() {
    return declared.map(ResponderAddress::literal).orElse("") + ":" + port;
  }

  private static String literal(InetAddress address) {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }
}
