package dev.parallax.model.endpoint;

import dev.parallax.model.value.Check;
import dev.parallax.model.value.HostSyntax;
import dev.parallax.text.Printable;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A name server with one of four transports.
 *
 * @param address its address, without a resolution
 * @param port 1 to 65535
 * @param name the name in its certificate; absent for {@code udp} and {@code tcp}
 * @param path of a DNS-over-HTTPS server (RFC 8484), {@code /dns-query} for most; {@code /}
 *     otherwise
 */
public record Resolver(
    Transport transport, InetAddress address, int port, Optional<String> name, String path) {

  /** How a question travels. */
  public enum Transport {
    /** RFC 1035. */
    UDP("udp", 53),
    /** RFC 7766. */
    TCP("tcp", 53),
    /** RFC 7858. */
    DOT("tls", 853),
    /** RFC 8484. */
    DOH("https", 443);

    private final String scheme;
    private final int defaultPort;

    Transport(String scheme, int defaultPort) {
      this.scheme = scheme;
      this.defaultPort = defaultPort;
    }

    /** As written in a resolver's address: {@code udp}, {@code tcp}, {@code tls}, {@code https}. */
    public String scheme() {
      return scheme;
    }

    public int defaultPort() {
      return defaultPort;
    }

    public boolean encrypted() {
      return this == DOT || this == DOH;
    }
  }

  private static final int LONGEST_PATH = 1_024;

  public Resolver {
    Check.port(port);
    Check.that(
        name.isPresent() == transport.encrypted(),
        "a name goes with tls and https, and only with them",
        name.map(named -> Printable.escaped(named, 200)));
    name.ifPresent(
        named -> Check.text(HostSyntax.isName(named), "a resolver's name is a DNS name", named));
    Check.path(path, LONGEST_PATH);
    Check.text(
        transport == Transport.DOH || path.equals("/"), "only an https resolver has a path", path);
  }

  /**
   * Parses {@code 192.0.2.53}, {@code udp://192.0.2.53:5353}, {@code tcp://[2001:db8::53]}, {@code
   * tls://dns.example@192.0.2.53}, {@code https://dns.example@192.0.2.53/dns-query}.
   *
   * @throws IllegalArgumentException naming the text and the expectation
   */
  public static Resolver parse(String text) {
    return ResolverParser.parse(text);
  }

  /** The canonical form, which {@link #parse} accepts. */
  public String word() {
    var literal = address.getHostAddress();
    var host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
    return transport.scheme()
        + "://"
        + name.map(named -> named + "@").orElse("")
        + host
        + (port == transport.defaultPort() ? "" : ":" + port)
        + (transport == Transport.DOH ? path : "");
  }

  @Override
  public String toString() {
    return word();
  }
}
