package dev.parallax.installer;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;

/**
 * The address under which other hosts reach the coordinator; it stands in install lines and in the
 * certificate of the listener.
 *
 * @param host a name, or an address literal without brackets
 * @param port 0 stands for the port of the listener
 */
public record AdvertisedAddress(String host, int port) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:\\[(?<v6>[0-9A-Fa-f:.]{2,45})]|(?<host>[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?))"
              + "(?::(?<port>[0-9]{1,5}))?");
  private static final int LARGEST_PORT = 65_535;

  /** An address reserved for documentation (RFC 5737): the route to it is the default route. */
  private static final InetSocketAddress ANYWHERE =
      new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 9);

  /**
   * Parses {@code HOST[:PORT]}.
   *
   * @throws IllegalArgumentException naming the text, when it has another form
   */
  public static AdvertisedAddress parse(String text) {
    var parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw malformed(text);
    }
    var digits = parts.group("port");
    int port = digits == null ? 0 : Integer.parseInt(digits);
    if (port > LARGEST_PORT || (digits != null && port == 0)) {
      throw malformed(text);
    }
    var v6 = parts.group("v6");
    return new AdvertisedAddress(v6 == null ? parts.group("host") : v6, port);
  }

  /**
   * The address of a listener. For a wildcard address it is the source address of the default route
   * of this host, and the loopback address where there is no such route.
   */
  public static AdvertisedAddress of(InetSocketAddress listen) {
    var address = listen.getAddress();
    return new AdvertisedAddress(
        (address.isAnyLocalAddress() ? outgoing() : address).getHostAddress(), listen.getPort());
  }

  AdvertisedAddress withPort(int listening) {
    return port == 0 ? new AdvertisedAddress(host, listening) : this;
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "expected HOST, HOST:PORT or [IPV6]:PORT with a port of 1 to 65535, got: " + text);
  }

  /** A datagram socket that is connected and never sends. */
  private static InetAddress outgoing() {
    try (var socket = new DatagramSocket()) {
      socket.connect(ANYWHERE);
      var local = socket.getLocalAddress();
      return local.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : local;
    } catch (IOException noRoute) {
      return InetAddress.getLoopbackAddress();
    }
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
