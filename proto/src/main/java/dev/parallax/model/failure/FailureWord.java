package dev.parallax.model.failure;

import dev.parallax.model.value.Check;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The kind of a step's failure. The published list ({@link PublishedFailureWords}) is closed;
 * decoders accept unknown words, so that an older coordinator can store the observations of a newer
 * agent.
 *
 * <p>Names follow OONI's where those are fine enough ({@code data-formats/df-007-errors}).
 */
public record FailureWord(String word) implements Comparable<FailureWord> {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9_]{1,64}");

  public static final FailureWord DNS_NXDOMAIN = new FailureWord("dns_nxdomain_error");
  public static final FailureWord DNS_SERVFAIL = new FailureWord("dns_servfail_error");
  public static final FailureWord DNS_REFUSED = new FailureWord("dns_refused_error");
  public static final FailureWord DNS_NO_ANSWER = new FailureWord("dns_no_answer");
  public static final FailureWord DNS_TIMEOUT = new FailureWord("dns_timeout");
  public static final FailureWord DNS_MALFORMED = new FailureWord("dns_malformed_reply");
  public static final FailureWord DNS_BOGON = new FailureWord("dns_bogon");
  public static final FailureWord DNS_DNSSEC_BOGUS = new FailureWord("dns_dnssec_bogus");

  /**
   * The connection to the name server, or TLS or HTTP on it, failed, the certificate included. When
   * this host or a router did not deliver the packets, the word is that of the connection.
   */
  public static final FailureWord DNS_TRANSPORT = new FailureWord("dns_transport_error");

  /**
   * A name server of the zone answered without AA: it does not serve the zone (a lame delegation,
   * RFC 9499), or a resolver answers in its place.
   */
  public static final FailureWord DNS_NOT_AUTHORITATIVE = new FailureWord("dns_not_authoritative");

  public static final FailureWord CONNECTION_REFUSED = new FailureWord("connection_refused");
  public static final FailureWord CONNECTION_RESET = new FailureWord("connection_reset");
  public static final FailureWord CONNECT_TIMEOUT = new FailureWord("connect_timeout");
  public static final FailureWord HOST_UNREACHABLE = new FailureWord("host_unreachable");
  public static final FailureWord NETWORK_UNREACHABLE = new FailureWord("network_unreachable");
  public static final FailureWord ADMIN_PROHIBITED = new FailureWord("admin_prohibited");

  /** {@code EPERM}: the kernel of the probing host itself did not send the packet. */
  public static final FailureWord OPERATION_NOT_PERMITTED =
      new FailureWord("operation_not_permitted");

  public static final FailureWord RESET_BEFORE_DATA = new FailureWord("reset_before_data");
  public static final FailureWord CLOSED_BEFORE_DATA = new FailureWord("closed_before_data");

  public static final FailureWord RESET_AFTER_HELLO = new FailureWord("reset_after_client_hello");
  public static final FailureWord EOF_AFTER_HELLO = new FailureWord("eof_after_client_hello");
  public static final FailureWord TIMEOUT_AFTER_HELLO =
      new FailureWord("timeout_after_client_hello");
  public static final FailureWord HELLO_NOT_ACKED = new FailureWord("client_hello_not_acked");
  public static final FailureWord RESET_MID_HANDSHAKE = new FailureWord("reset_mid_handshake");
  public static final FailureWord EOF_MID_HANDSHAKE = new FailureWord("eof_mid_handshake");
  public static final FailureWord TIMEOUT_MID_HANDSHAKE = new FailureWord("timeout_mid_handshake");
  public static final FailureWord NOT_TLS = new FailureWord("not_tls");
  public static final FailureWord MALFORMED_RECORD = new FailureWord("malformed_record");

  public static final FailureWord CERT_EXPIRED = new FailureWord("cert_expired");
  public static final FailureWord CERT_NOT_YET_VALID = new FailureWord("cert_not_yet_valid");
  public static final FailureWord CERT_NAME_MISMATCH = new FailureWord("cert_name_mismatch");
  public static final FailureWord CERT_SELF_SIGNED = new FailureWord("cert_self_signed");
  public static final FailureWord CERT_UNKNOWN_ISSUER = new FailureWord("cert_unknown_issuer");
  public static final FailureWord CERT_INCOMPLETE_CHAIN = new FailureWord("cert_incomplete_chain");
  public static final FailureWord CERT_REVOKED = new FailureWord("cert_revoked");
  public static final FailureWord CERT_WEAK = new FailureWord("cert_weak_key_or_signature");

  /** The certificate, or an extension for the validation, cannot be decoded. */
  public static final FailureWord CERT_MALFORMED = new FailureWord("cert_malformed");

  /**
   * A certificate above the leaf may not sign certificates, or not with this number of authorities
   * below it.
   */
  public static final FailureWord CERT_INVALID_ISSUER = new FailureWord("cert_invalid_issuer");

  /** The issuer that the certificate names by its key did not sign it. */
  public static final FailureWord CERT_BAD_SIGNATURE = new FailureWord("cert_bad_signature");

  /** A key is used for a purpose that its (extended) key usage does not permit. */
  public static final FailureWord CERT_WRONG_PURPOSE = new FailureWord("cert_wrong_purpose");

  /** An authority's name constraints exclude a name below it. */
  public static final FailureWord CERT_NAME_CONSTRAINTS =
      new FailureWord("cert_name_constraint_violation");

  /** A critical extension that no client supports. */
  public static final FailureWord CERT_CRITICAL_EXTENSION =
      new FailureWord("cert_unknown_critical_extension");

  /** A certificate policy that an authority requires is not met. */
  public static final FailureWord CERT_POLICY = new FailureWord("cert_policy_violation");

  /** The server's own certificate was sent, but not as the first. */
  public static final FailureWord CERT_WRONG_ORDER = new FailureWord("cert_wrong_order");

  /** The handshake was signed by another key than that of the first certificate. */
  public static final FailureWord CERT_KEY_MISMATCH = new FailureWord("cert_key_mismatch");

  /** More bytes of certificates than the limit of TLS clients. */
  public static final FailureWord CERT_TOO_LARGE = new FailureWord("cert_chain_too_large");

  /** The server chose a version, cipher, group or extension that this host's client refuses. */
  public static final FailureWord PARAMETERS_REFUSED = new FailureWord("server_parameters_refused");

  /**
   * The server requested a client certificate, and closed without an alert when it received none.
   */
  public static final FailureWord CLOSED_AFTER_REQUEST =
      new FailureWord("closed_after_certificate_request");

  public static final FailureWord HTTP_RESET = new FailureWord("http_reset");
  public static final FailureWord HTTP_EOF = new FailureWord("http_eof");
  public static final FailureWord HTTP_TIMEOUT = new FailureWord("http_timeout");

  /** The connection ended or froze within the data of a response. */
  public static final FailureWord HTTP_CUT = new FailureWord("http_cut_after_bytes");

  public static final FailureWord HTTP_MALFORMED = new FailureWord("http_malformed");
  public static final FailureWord HTTP_BLOCKPAGE = new FailureWord("http_blockpage");
  public static final FailureWord HTTP_REDIRECT_LOOP = new FailureWord("http_redirect_loop");
  public static final FailureWord WEBSOCKET_REFUSED = new FailureWord("websocket_upgrade_refused");

  public static final FailureWord STARTTLS_REFUSED = new FailureWord("starttls_refused");

  /** The server uses the protocol and refuses this client, for example by SMTP 421, 454 or 554. */
  public static final FailureWord STARTTLS_POLICY = new FailureWord("starttls_refused_by_policy");

  public static final FailureWord STARTTLS_RESET = new FailureWord("starttls_reset");
  public static final FailureWord STARTTLS_EOF = new FailureWord("starttls_eof");
  public static final FailureWord STARTTLS_TIMEOUT = new FailureWord("starttls_timeout");
  public static final FailureWord STARTTLS_MALFORMED = new FailureWord("starttls_malformed");

  public static final FailureWord QUIC_TIMEOUT = new FailureWord("quic_handshake_timeout");
  public static final FailureWord QUIC_VERSION = new FailureWord("quic_version_negotiation");
  public static final FailureWord QUIC_CLOSED = new FailureWord("quic_connection_close");

  public static final FailureWord ECHO_TIMEOUT = new FailureWord("icmp_echo_timeout");
  public static final FailureWord TRACE_TIMEOUT = new FailureWord("trace_timeout");

  /** The response is well-formed, and not what the operator expects. */
  public static final FailureWord UNEXPECTED_STATUS = new FailureWord("unexpected_status");

  public static final FailureWord UNEXPECTED_CONTENT = new FailureWord("unexpected_content");
  public static final FailureWord UNEXPECTED_ALPN = new FailureWord("unexpected_alpn");
  public static final FailureWord UNEXPECTED_TLS_VERSION =
      new FailureWord("unexpected_tls_version");
  public static final FailureWord CERTIFICATE_EXPIRES_SOON =
      new FailureWord("certificate_expires_soon");
  public static final FailureWord UNEXPECTED_DNS_ANSWER = new FailureWord("unexpected_dns_answer");

  /** A line came, and none that the script of a {@code tcp://} target expects. */
  public static final FailureWord UNEXPECTED_REPLY = new FailureWord("unexpected_reply");

  /** No whole line came to the script of a {@code tcp://} target within the time. */
  public static final FailureWord REPLY_TIMEOUT = new FailureWord("reply_timeout");

  public static final FailureWord REPLY_EOF = new FailureWord("reply_eof");
  public static final FailureWord REPLY_RESET = new FailureWord("reply_reset");

  public static final FailureWord UNKNOWN = new FailureWord("unknown_failure");

  private static final Set<FailureWord> TCP =
      Set.of(
          CONNECTION_REFUSED,
          CONNECTION_RESET,
          CONNECT_TIMEOUT,
          HOST_UNREACHABLE,
          NETWORK_UNREACHABLE,
          ADMIN_PROHIBITED,
          OPERATION_NOT_PERMITTED,
          RESET_BEFORE_DATA,
          CLOSED_BEFORE_DATA);

  public FailureWord {
    Check.that(SHAPE.matcher(word).matches(), "a failure word is 1 to 64 of a-z 0-9 _", word);
  }

  /**
   * {@code alert_handshake_failure} for 40; {@code alert_<number>} for a code without a registered
   * name.
   */
  public static FailureWord alert(int code) {
    return new FailureWord("alert_" + TlsAlerts.description(code));
  }

  /** {@code http_status_5xx} for 503. */
  public static FailureWord httpStatus(int status) {
    return new FailureWord("http_status_" + status / 100 + "xx");
  }

  /** A failure to connect, whichever port was to be connected to. */
  public boolean isTcp() {
    return TCP.contains(this);
  }

  public boolean isAlert() {
    return word.startsWith("alert_");
  }

  public boolean isCertificate() {
    return word.startsWith("cert_");
  }

  public boolean isHttpStatus() {
    return word.startsWith("http_status_");
  }

  /** The script of a {@code tcp://} target was not answered as expected. */
  public boolean isReply() {
    return word.startsWith("reply_") || equals(UNEXPECTED_REPLY);
  }

  /** Whether an expectation of the operator is not met. */
  public boolean isUnmetExpectation() {
    return word.startsWith("unexpected_") || equals(CERTIFICATE_EXPIRES_SOON);
  }

  @Override
  public int compareTo(FailureWord other) {
    return word.compareTo(other.word);
  }

  @Override
  public String toString() {
    return word;
  }
}
