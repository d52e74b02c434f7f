package dev.parallax.cli.output;

import java.util.regex.Pattern;

/** Where a coordinator listens; printed as {@code host:port}. */
public record PortAddress(String host, int port) {
  private static final Pattern SHAPE =
      Pattern.compile("(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<host>[^\\s:\\[\\]/]+)):(?<port>[0-9]{1,5})");

  /** Parses {@code host:port} or {@code [v6]:port}. */
  public static PortAddress parse(String text) {
    var parts = SHAPE.matcher(text.strip());
    if (!parts.matches() || !isPort(Integer.parseInt(parts.group("port")))) {
      throw CliException.usage(
          "a coordinator's address is HOST:PORT with a port of 1 to 65535, got: " + text.strip());
    }
    var v6 = parts.group("v6");
    return new PortAddress(
        v6 == null ? parts.group("host") : v6, Integer.parseInt(parts.group("port")));
  }

  private static boolean isPort(int number) {
    return number >= 1 && number <= 65_535;
  }

  @Override
  public String toString() {
    return host.contains(":") ? "[" + host + "]:" + port : host + ":" + port;
  }
}
