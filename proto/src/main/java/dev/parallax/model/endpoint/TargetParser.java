package dev.parallax.model.endpoint;

import dev.parallax.idna.DomainToAscii;
import dev.parallax.model.value.Ascii;
import dev.parallax.model.value.Check;
import dev.parallax.model.value.HostSyntax;
import dev.parallax.text.Printable;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses {@code host}, {@code host:port}, {@code [v6]:port}, {@code host@address}, {@code
 * scheme://host:port@address/path}.
 *
 * <p>Never resolves a name. Every refusal is an {@link IllegalArgumentException} with the text and
 * the expectation.
 */
final class TargetParser {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?"
              + "(?:\\[(?<v6>[0-9A-Fa-f:.%]+)]|(?<host>[^\\[\\]:/?#@\\s]+))"
              + "(?::(?<port>[^/?#@\\s]*))?"
              + "(?:@\\[?(?<pin>[0-9A-Fa-f:.]+)]?)?"
              + "(?<path>/[^\\s#]*)?");

  /** RFC 1035, section 2.3.4, and the dot at the end. The ASCII form is never shorter. */
  private static final int LONGEST_HOST = 254;

  private static final String FORMS =
      "a target is host, host:port, [v6]:port, host@address or https://host:port/path";

  private TargetParser() {}

  static Target parse(String text) {
    Matcher parts = SHAPE.matcher(text.strip());
    Check.that(parts.matches() && hasHost(parts, text), FORMS, Printable.escaped(text, 200));
    var scheme = scheme(parts.group("scheme"));
    return new Target(
        scheme,
        host(parts, text),
        port(parts.group("port"), scheme),
        Optional.ofNullable(parts.group("pin")).map(TargetParser::pin),
        Optional.ofNullable(parts.group("path")).map(Ascii::percentEncoded).orElse("/"));
  }

  /** Without this, the scheme of {@code https://:443/} would pass for a host. */
  private static boolean hasHost(Matcher parts, String text) {
    return parts.group("scheme") != null || !text.contains("://");
  }

  private static Scheme scheme(String word) {
    if (word == null) {
      return Scheme.HTTPS;
    }
    for (var scheme : Scheme.values()) {
      if (scheme.word().equals(word.toLowerCase(Locale.ROOT))) {
        return scheme;
      }
    }
    throw new IllegalArgumentException(
        "a scheme is one of " + Scheme.words() + ", got: " + Printable.escaped(word, 200));
  }

  private static String host(Matcher parts, String text) {
    var v6 = parts.group("v6");
    if (v6 != null) {
      Check.that(
          v6.contains(":") && HostSyntax.address(v6).isPresent(),
          "an address in brackets is IPv6",
          Printable.escaped(v6, 200));
      return v6.toLowerCase(Locale.ROOT);
    }
    var host = parts.group("host");
    checkNoLeadingZeros(host);
    return HostSyntax.address(host).isPresent() ? host : dnsName(host, text);
  }

  private static String dnsName(String host, String text) {
    Check.that(
        host.length() <= LONGEST_HOST,
        "a host has 1 to 253 characters",
        Printable.of(host) + " (" + host.length() + " characters)");
    var ascii = ascii(host, text);
    var name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    Check.text(HostSyntax.isName(name), "a host is a DNS name or an address", text);
    return name;
  }

  private static String ascii(String host, String text) {
    try {
      return DomainToAscii.of(host);
    } catch (IllegalArgumentException malformed) {
      throw new IllegalArgumentException(
          "a host is a DNS name or an address ("
              + malformed.getMessage()
              + "), got: "
              + Printable.escaped(text, 200),
          malformed);
    }
  }

  /** See {@link Target#respelled}. */
  static Optional<String> respelled(String text) {
    var asked = parse(text).host();
    Matcher parts = SHAPE.matcher(text.strip());
    return Optional.of(parts)
        .filter(Matcher::matches)
        .map(matched -> matched.group("host"))
        .filter(typed -> !typed.equalsIgnoreCase(asked))
        .map(typed -> Printable.escaped(typed, 200) + " is asked for as " + asked);
  }

  private static void checkNoLeadingZeros(String literal) {
    Check.text(
        !HostSyntax.isAmbiguous(literal),
        "an IPv4 address has no leading zeros, which some programs read as octal",
        literal);
  }

  private static int port(String digits, Scheme scheme) {
    if (digits == null) {
      Check.that(
          scheme.defaultPort() > 0,
          "a target of this scheme has a port, as " + scheme.word() + "://host:port",
          "none");
      return scheme.defaultPort();
    }
    Check.that(
        digits.matches("[0-9]{1,5}"), "a port is 1 to 65535", Printable.escaped(digits, 200));
    return Check.port(Integer.parseInt(digits));
  }

  private static InetAddress pin(String literal) {
    checkNoLeadingZeros(literal);
    return HostSyntax.address(literal)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "after @ comes an IP address, got: " + Printable.escaped(literal, 200)));
  }
}
