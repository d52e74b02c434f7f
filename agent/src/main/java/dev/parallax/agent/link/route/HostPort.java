package dev.parallax.agent.link.route;

import dev.parallax.text.Printable;
import java.util.regex.Pattern;

/**
 * Where a server listens, as {@code host:port} or {@code [v6]:port}.
 *
 * @param host a DNS name or an address literal, without brackets
 * @param port 1 to 65535
 */
public record HostPort(String host, int port) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<host>[A-Za-z0-9._-]{1,253})):(?<port>[0-9]{1,5})");

  public HostPort {
    if (host.isEmpty() || port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port is 1 to 65535, got: " + port);
    }
  }

  /** Parses an address that an operator typed; a refusal names the text and the expected form. */
  public static HostPort parse(String text) {
    var parts = SHAPE.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "an address is HOST:PORT or [IPV6]:PORT, got: "
              + Printable.escaped(text, Printable.LIMIT));
    }
    var v6 = parts.group("v6");
    return new HostPort(
        v6 == null ? parts.group("host") : v6, Integer.parseInt(parts.group("port")));
  }

  @Override
  public String toString() {
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }
}
