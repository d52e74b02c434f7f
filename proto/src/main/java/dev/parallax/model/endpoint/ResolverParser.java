package dev.parallax.model.endpoint;

import dev.parallax.model.endpoint.Resolver.Transport;
import dev.parallax.model.value.Check;
import dev.parallax.model.value.HostSyntax;
import dev.parallax.text.Printable;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Parses a resolver's address; resolves no name. */
final class ResolverParser {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z]+)://)?(?:(?<name>[A-Za-z0-9._-]{1,253})@)?"
              + "(?:\\[(?<v6>[0-9A-Fa-f:.]+)]|(?<host>[0-9.]+|[0-9A-Fa-f]*:[0-9A-Fa-f:.]+))"
              + "(?::(?<port>[0-9]{1,5}))?(?<path>/[^\\s#]{0,1023})?");
  private static final String DOH_PATH = "/dns-query";
  private static final String FORMS =
      "a resolver is ADDRESS, udp://ADDRESS:PORT, tcp://ADDRESS, tls://NAME@ADDRESS or"
          + " https://NAME@ADDRESS/dns-query";

  private ResolverParser() {}

  static Resolver parse(String text) {
    var parts = SHAPE.matcher(text.strip());
    Check.that(parts.matches(), FORMS, Printable.escaped(text, 200));
    var transport = transport(parts, text);
    var name =
        Optional.ofNullable(parts.group("name")).map(named -> named.toLowerCase(Locale.ROOT));
    Check.that(name.isPresent() == transport.encrypted(), FORMS, Printable.escaped(text, 200));
    return new Resolver(
        transport, address(parts, text), port(parts, transport), name, path(parts, transport));
  }

  private static Transport transport(Matcher parts, String text) {
    var scheme = Optional.ofNullable(parts.group("scheme")).orElse("udp").toLowerCase(Locale.ROOT);
    return Stream.of(Transport.values())
        .filter(transport -> transport.scheme().equals(scheme))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException(FORMS + ", got: " + Printable.escaped(text, 200)));
  }

  private static InetAddress address(Matcher parts, String text) {
    var literal = Optional.ofNullable(parts.group("v6")).orElseGet(() -> parts.group("host"));
    return HostSyntax.address(literal)
        .orElseThrow(
            () -> new IllegalArgumentException(FORMS + ", got: " + Printable.escaped(text, 200)));
  }

  private static int port(Matcher parts, Transport transport) {
    var digits = parts.group("port");
    return digits == null ? transport.defaultPort() : Check.port(Integer.parseInt(digits));
  }

  private static String path(Matcher parts, Transport transport) {
    Check.that(
        transport == Transport.DOH || parts.group("path") == null,
        "only https:// has a path",
        Printable.escaped(parts.group(), 200));
    var fallback = transport == Transport.DOH ? DOH_PATH : "/";
    return Optional.ofNullable(parts.group("path")).orElse(fallback);
  }
}
