package dev.parallax.model.endpoint;

import dev.parallax.model.failure.Step;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a target is spoken to; the last step a base probe reaches follows from it. */
public enum Scheme {
  /** TCP, TLS, one HTTP request. */
  HTTPS(443, Step.HTTP, Opening.TLS),
  /** TCP and one HTTP request in cleartext. */
  HTTP(80, Step.HTTP, Opening.PLAIN),
  /** TCP and TLS only. */
  TLS(443, Step.TLS, Opening.TLS),
  /** TCP, TLS, one HTTP request for a WebSocket upgrade (RFC 6455). */
  WSS(443, Step.HTTP, Opening.TLS),
  /** TCP and one HTTP request in cleartext for a WebSocket upgrade. */
  WS(80, Step.HTTP, Opening.PLAIN),
  /** STARTTLS of RFC 3207, then TLS. */
  SMTP(587, Step.TLS, Opening.STARTTLS),
  /** STARTTLS of RFC 9051, then TLS. */
  IMAP(143, Step.TLS, Opening.STARTTLS),
  /** STLS of RFC 2595, then TLS. */
  POP3(110, Step.TLS, Opening.STARTTLS),
  /** The extended operation of RFC 4511, section 4.14, then TLS. */
  LDAP(389, Step.TLS, Opening.STARTTLS),
  /** SSLRequest of PostgreSQL's protocol 3.0, then TLS. */
  POSTGRES(5432, Step.TLS, Opening.STARTTLS),
  /** SSLRequest of MySQL's protocol 4.1, then TLS. */
  MYSQL(3306, Step.TLS, Opening.STARTTLS),
  /** STARTTLS of RFC 6120, then TLS. */
  XMPP(5222, Step.TLS, Opening.STARTTLS),
  /** TCP, and the operator's script of replies and sent bytes. */
  TCP(0, Step.TCP, Opening.PLAIN);

  private enum Opening {
    PLAIN,
    TLS,
    STARTTLS
  }

  private final int defaultPort;
  private final Step lastStep;
  private final Opening opening;

  Scheme(int defaultPort, Step lastStep, Opening opening) {
    this.defaultPort = defaultPort;
    this.lastStep = lastStep;
    this.opening = opening;
  }

  /** 1 to 65535; 0 for a scheme whose targets name their port. */
  public int defaultPort() {
    return defaultPort;
  }

  public Step lastStep() {
    return lastStep;
  }

  public boolean encrypted() {
    return opening != Opening.PLAIN;
  }

  /** Whether there is a cleartext dialogue before the ClientHello. */
  public boolean startsPlain() {
    return opening == Opening.STARTTLS;
  }

  /** Whether the HTTP request is for a WebSocket upgrade. */
  public boolean upgrades() {
    return this == WSS || this == WS;
  }

  /**
   * The application protocols that a ClientHello offers (RFC 7301): those that this program
   * supports after the handshake. Empty where the protocol has no registered name, or none is
   * known.
   */
  public List<String> alpn() {
    return switch (this) {
      case HTTPS, WSS -> List.of("http/1.1");
      case POSTGRES -> List.of("postgresql");
      case HTTP, WS, TLS, SMTP, IMAP, POP3, LDAP, MYSQL, XMPP, TCP -> List.of();
    };
  }

  /** The scheme as written in a URL. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them, for messages. */
  static String words() {
    return Stream.of(values()).map(Scheme::word).collect(Collectors.joining(", "));
  }
}
