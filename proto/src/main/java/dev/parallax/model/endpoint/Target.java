package dev.parallax.model.endpoint;

import dev.parallax.model.value.Check;
import dev.parallax.model.value.HostSyntax;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A measured service.
 *
 * @param host a lower-case ASCII DNS name, or an IP literal without brackets
 * @param port 1 to 65535
 * @param pinned the address to connect to instead of resolving {@code host}
 * @param path absolute path with optional query, at most 2,048 characters of visible ASCII; {@code
 *     /} unless the scheme has HTTP
 */
public record Target(
    Scheme scheme, String host, int port, Optional<InetAddress> pinned, String path) {
  public static final int LONGEST_PATH = 2_048;

  public Target {
    Check.text(HostSyntax.isHost(host), "a host is a lower-case DNS name or an address", host);
    Check.port(port);
    Check.path(path, LONGEST_PATH);
  }

  /** Parses a target; see {@link TargetParser}. */
  public static Target parse(String text) {
    return TargetParser.parse(text);
  }

  /**
   * The host as typed and the host that is resolved, e.g. {@code faß.example is asked for as
   * xn--fa-hia.example}; empty when they differ in letter case at most.
   *
   * @throws IllegalArgumentException when the text is not a target
   */
  public static Optional<String> respelled(String text) {
    return TargetParser.respelled(text);
  }

  /** The canonical form, which {@link #parse} accepts: {@code https://host:8443@192.0.2.1/path}. */
  public String name() {
    var bracketed = host.contains(":") ? "[" + host + "]" : host;
    var portPart = port == scheme.defaultPort() ? "" : ":" + port;
    var pinnedPart = pinned.map(address -> "@" + literal(address)).orElse("");
    return scheme.word()
        + "://"
        + bracketed
        + portPart
        + pinnedPart
        + (path.equals("/") ? "" : path);
  }

  /** Whether the host is an address literal, so that there is no resolution and no server name. */
  public boolean isAddressLiteral() {
    return HostSyntax.address(host).isPresent();
  }

  /** Its address independent of a resolver: pinned, or in its name. */
  public Optional<InetAddress> address() {
    return pinned.or(() -> HostSyntax.address(host));
  }

  /** The server name of a base probe; an address literal has none (RFC 6066, section 3). */
  public Optional<String> serverName() {
    return isAddressLiteral() ? Optional.empty() : Optional.of(host);
  }

  @Override
  public String toString() {
    return name();
  }

  private static String literal(InetAddress address) {
    return address instanceof Inet6Address
        ? "[" + address.getHostAddress() + "]"
        : address.getHostAddress();
  }
}
