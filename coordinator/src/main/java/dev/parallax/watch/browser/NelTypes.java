package dev.parallax.watch.browser;

import dev.parallax.model.failure.FailureWord;
import java.util.Map;
import java.util.Optional;

/** The types of Network Error Logging (W3C, section 7) as failure words. */
final class NelTypes {
  /** A request that did not fail. */
  static final String OK = "ok";

  /** The user ended the request. */
  static final String ABANDONED = "abandoned";

  private static final int HANDSHAKE_FAILURE = 40;

  private static final Map<String, FailureWord> WORDS =
      Map.ofEntries(
          Map.entry("dns.unreachable", FailureWord.DNS_TIMEOUT),
          Map.entry("dns.name_not_resolved", FailureWord.DNS_NXDOMAIN),
          Map.entry("dns.failed", FailureWord.DNS_SERVFAIL),
          Map.entry("tcp.timed_out", FailureWord.CONNECT_TIMEOUT),
          Map.entry("tcp.refused", FailureWord.CONNECTION_REFUSED),
          Map.entry("tcp.reset", FailureWord.CONNECTION_RESET),
          Map.entry("tcp.closed", FailureWord.CLOSED_BEFORE_DATA),
          Map.entry("tcp.aborted", FailureWord.CLOSED_BEFORE_DATA),
          Map.entry("tcp.address_unreachable", FailureWord.HOST_UNREACHABLE),
          Map.entry("tcp.address_invalid", FailureWord.HOST_UNREACHABLE),
          Map.entry("tls.version_or_cipher_mismatch", FailureWord.alert(HANDSHAKE_FAILURE)),
          Map.entry("tls.protocol.error", FailureWord.MALFORMED_RECORD),
          Map.entry("tls.cert.name_invalid", FailureWord.CERT_NAME_MISMATCH),
          Map.entry("tls.cert.date_invalid", FailureWord.CERT_EXPIRED),
          Map.entry("tls.cert.authority_invalid", FailureWord.CERT_UNKNOWN_ISSUER),
          Map.entry("tls.cert.invalid", FailureWord.CERT_MALFORMED),
          Map.entry("tls.cert.revoked", FailureWord.CERT_REVOKED),
          Map.entry("http.protocol.error", FailureWord.HTTP_MALFORMED),
          Map.entry("http.response.invalid", FailureWord.HTTP_MALFORMED),
          Map.entry("http.response.invalid.empty", FailureWord.HTTP_EOF),
          Map.entry("http.response.redirect_loop", FailureWord.HTTP_REDIRECT_LOOP));

  private static final int SERVER_ERROR = 500;
  private static final int STATUS_END = 600;

  private NelTypes() {}

  /**
   * The word of a type; that of an unknown failure for a type without a word.
   *
   * @param status of the response; 0 without a response
   * @return empty where the request did not fail, or the user ended it; an answer with a status
   *     below 500 is no failure
   */
  static Optional<FailureWord> word(String type, int status) {
    if (type.equals(OK) || type.equals(ABANDONED)) {
      return Optional.empty();
    }
    if (type.equals("http.error")) {
      return Optional.of(status)
          .filter(code -> code >= SERVER_ERROR && code < STATUS_END)
          .map(FailureWord::httpStatus);
    }
    return Optional.of(WORDS.getOrDefault(type, FailureWord.UNKNOWN));
  }
}
