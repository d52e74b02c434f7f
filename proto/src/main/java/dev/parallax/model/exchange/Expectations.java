package dev.parallax.model.exchange;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What must come back from a target. Each part that is absent or empty expects nothing beyond a
 * success.
 *
 * @param status of the HTTP response; replaces the rule that a status of 400 or more is a failure
 * @param body of the first 64 KiB of the response's body, as UTF-8; at most 8
 * @param headers of the HTTP response; at most 8
 * @param alpn the protocol that TLS agreed upon (RFC 7301), 1 to 255 characters of visible ASCII
 * @param leastTls the oldest TLS version that is accepted
 * @param certificateDays the least days left of every certificate of the chain; 1 to 3,650
 * @param dns every answer is within one of these; at most 32
 */
public record Expectations(
    Optional<StatusSet> status,
    List<TextRule> body,
    List<HeaderRule> headers,
    Optional<String> alpn,
    Optional<TlsVersion> leastTls,
    OptionalInt certificateDays,
    List<Network> dns) {
  public static final Expectations NONE =
      new Expectations(
          Optional.empty(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          List.of());

  /** Bytes of a body that are matched. */
  public static final int BODY_LIMIT = 64 * 1024;

  static final int MOST_DAYS = 3_650;
  private static final int MOST_RULES = 8;
  private static final int MOST_NETWORKS = 32;
  private static final int LONGEST_ALPN = 255;

  public Expectations {
    body = Expected.atMost(MOST_RULES, body, "rules for the body");
    headers = Expected.atMost(MOST_RULES, headers, "rules for header fields");
    dns = Expected.atMost(MOST_NETWORKS, dns, "networks of DNS answers");
    alpn.ifPresent(Expectations::checkAlpn);
    certificateDays.ifPresent(
        days ->
            Expected.that(
                days >= 1 && days <= MOST_DAYS, "days of certificate are 1 to " + MOST_DAYS, days));
  }

  private static void checkAlpn(String protocol) {
    Expected.that(
        !protocol.isEmpty()
            && protocol.length() <= LONGEST_ALPN
            && protocol.chars().allMatch(c -> c > 0x20 && c < 0x7f),
        "an ALPN protocol is 1 to " + LONGEST_ALPN + " characters of visible ASCII",
        protocol);
  }

  /** Whether a part concerns the HTTP response. */
  public boolean ofHttp() {
    return status.isPresent() || !body.isEmpty() || !headers.isEmpty();
  }

  /** Whether a part concerns the TLS handshake. */
  public boolean ofTls() {
    return alpn.isPresent() || leastTls.isPresent() || certificateDays.isPresent();
  }

  /** The same for an upgrade over HTTP/1.1, without the parts of a page. */
  public Expectations withoutHttpAndAlpn() {
    return new Expectations(
        Optional.empty(), List.of(), List.of(), Optional.empty(), leastTls, certificateDays, dns);
  }
}
