package dev.parallax.attribution.symptom;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import java.util.Locale;
import java.util.Map;

/**
 * The outcome of a trial, as fine as causes can be separated by it. The order is the step that the
 * trial reached: of two causes the one with the earlier symptom hides the other.
 */
public enum Symptom {
  OTHER(0),
  NAME_UNRESOLVED(1),
  /** Another resolver, queried for its answer only, returned addresses without corroboration. */
  NAME_LIED(1),
  CONNECT_SILENT(2),
  UNREACHABLE(2),
  REFUSED(2),
  /** Trials passed at first, then every connection failed. */
  BANNED(2),
  CUT_BEFORE_HELLO(3),
  CUT_AFTER_HELLO(4),
  SILENT_AFTER_HELLO(4),
  BROKEN_HANDSHAKE(5),
  NOT_TLS(5),
  ALERT(5),
  ALERT_NAME(5),
  ALERT_CLIENT(5),
  CERT_DATE(6),
  CERT_NAME(6),
  CERT_ISSUER(6),
  CERT_OTHER(6),
  /** An invalid certificate that other vantages did not receive. */
  CERT_FOREIGN(6),
  HTTP_STATUS(7),
  /** Served to other clients, refused here: HTTP 403, 451, SMTP 554. */
  FORBIDDEN(7),
  HTTP_BROKEN(7),
  /** Rate limited by the server: HTTP 429. */
  LIMITED(7),
  /** Served at first, then always answered with an HTTP error. */
  TURNED_AWAY(7),
  /** A page that a published fingerprint ascribes to a filter. */
  BLOCK_PAGE(7),
  /** Passed, with an answer that other networks do not get and no certificate vouches for. */
  OTHER_CONTENT(7),
  /** Passed, and packets had to be sent again. */
  OK_LOSSY(8),
  /** Passed, and took many times as long as its round trips. */
  OK_SLOW(8),
  OK(9);

  public static final int COUNT = values().length;

  private static final Map<FailureWord, Symptom> BY_WORD =
      Map.ofEntries(
          Map.entry(FailureWord.CONNECTION_REFUSED, REFUSED),
          Map.entry(FailureWord.ADMIN_PROHIBITED, REFUSED),
          Map.entry(FailureWord.CONNECTION_RESET, REFUSED),
          Map.entry(FailureWord.CONNECT_TIMEOUT, CONNECT_SILENT),
          Map.entry(FailureWord.OPERATION_NOT_PERMITTED, CONNECT_SILENT),
          Map.entry(FailureWord.HOST_UNREACHABLE, UNREACHABLE),
          Map.entry(FailureWord.NETWORK_UNREACHABLE, UNREACHABLE),
          Map.entry(FailureWord.RESET_BEFORE_DATA, CUT_BEFORE_HELLO),
          Map.entry(FailureWord.CLOSED_BEFORE_DATA, CUT_BEFORE_HELLO),
          Map.entry(FailureWord.RESET_AFTER_HELLO, CUT_AFTER_HELLO),
          Map.entry(FailureWord.EOF_AFTER_HELLO, CUT_AFTER_HELLO),
          Map.entry(FailureWord.TIMEOUT_AFTER_HELLO, SILENT_AFTER_HELLO),
          Map.entry(FailureWord.HELLO_NOT_ACKED, SILENT_AFTER_HELLO),
          Map.entry(FailureWord.RESET_MID_HANDSHAKE, BROKEN_HANDSHAKE),
          Map.entry(FailureWord.EOF_MID_HANDSHAKE, BROKEN_HANDSHAKE),
          Map.entry(FailureWord.TIMEOUT_MID_HANDSHAKE, BROKEN_HANDSHAKE),
          Map.entry(FailureWord.MALFORMED_RECORD, BROKEN_HANDSHAKE),
          Map.entry(FailureWord.NOT_TLS, NOT_TLS),
          Map.entry(FailureWord.STARTTLS_REFUSED, NOT_TLS),
          Map.entry(FailureWord.STARTTLS_POLICY, FORBIDDEN),
          Map.entry(FailureWord.STARTTLS_MALFORMED, NOT_TLS),
          Map.entry(FailureWord.STARTTLS_RESET, CUT_BEFORE_HELLO),
          Map.entry(FailureWord.STARTTLS_EOF, CUT_BEFORE_HELLO),
          Map.entry(FailureWord.STARTTLS_TIMEOUT, SILENT_AFTER_HELLO),
          // Of a script over TCP, whose first bytes take the place of the ClientHello.
          Map.entry(FailureWord.REPLY_TIMEOUT, SILENT_AFTER_HELLO),
          Map.entry(FailureWord.REPLY_EOF, CUT_AFTER_HELLO),
          Map.entry(FailureWord.REPLY_RESET, CUT_AFTER_HELLO),
          Map.entry(FailureWord.PARAMETERS_REFUSED, ALERT),
          Map.entry(FailureWord.CLOSED_AFTER_REQUEST, ALERT_CLIENT),
          Map.entry(FailureWord.alert(112), ALERT_NAME),
          Map.entry(FailureWord.alert(116), ALERT_CLIENT),
          Map.entry(FailureWord.alert(42), ALERT_CLIENT),
          Map.entry(FailureWord.CERT_EXPIRED, CERT_DATE),
          Map.entry(FailureWord.CERT_NOT_YET_VALID, CERT_DATE),
          Map.entry(FailureWord.CERT_NAME_MISMATCH, CERT_NAME),
          Map.entry(FailureWord.CERT_SELF_SIGNED, CERT_ISSUER),
          Map.entry(FailureWord.CERT_UNKNOWN_ISSUER, CERT_ISSUER),
          Map.entry(FailureWord.CERT_INCOMPLETE_CHAIN, CERT_ISSUER),
          Map.entry(FailureWord.HTTP_BLOCKPAGE, BLOCK_PAGE),
          Map.entry(FailureWord.ECHO_TIMEOUT, CONNECT_SILENT),
          Map.entry(FailureWord.UNKNOWN, OTHER));

  private final int stage;

  Symptom(int stage) {
    this.stage = stage;
  }

  /** Such as {@code cut_after_hello}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its index in arrays of {@link #COUNT}, which exist within one attribution only. */
  @SuppressWarnings("EnumOrdinal") // the inner loop needs arrays, and the number is never stored
  public int index() {
    return ordinal();
  }

  /** It ends a trial at an earlier step than {@code other}. */
  boolean isEarlierThan(Symptom other) {
    return stage < other.stage;
  }

  /**
   * The symptom of a step that failed with a word. Words of another step say how the step failed,
   * not that the other step did: the DNS step connects to a resolver, not to the target. A word
   * from a newer agent is placed by its prefix, else nowhere.
   *
   * @param encrypted whether a TLS handshake came before; without one the HTTP step is the first
   *     after the connection
   */
  static Symptom of(Failure failure, boolean encrypted) {
    return switch (failure.step()) {
      case DNS -> NAME_UNRESOLVED;
      case TCP -> ofWord(failure.word());
      case TLS -> failure.word().isTcp() ? duringTls(failure.word()) : ofWord(failure.word());
      case HTTP -> encrypted && failure.kind().isForeign() ? HTTP_BROKEN : ofWord(failure.word());
    };
  }

  /**
   * The connection was there; only its end shows as a failure to connect. A router may still report
   * that a packet was not delivered.
   */
  private static Symptom duringTls(FailureWord word) {
    var symptom = ofWord(word);
    return switch (symptom) {
      case CUT_BEFORE_HELLO, UNREACHABLE -> symptom;
      case CONNECT_SILENT -> SILENT_AFTER_HELLO;
      default -> CUT_AFTER_HELLO;
    };
  }

  private static Symptom ofWord(FailureWord word) {
    var known = BY_WORD.get(word);
    return known != null ? known : byPrefix(word);
  }

  private static Symptom byPrefix(FailureWord word) {
    if (word.isAlert()) {
      return ALERT;
    }
    if (word.isCertificate()) {
      return CERT_OTHER;
    }
    if (word.equals(FailureWord.UNEXPECTED_DNS_ANSWER)) {
      return NAME_UNRESOLVED;
    }
    // The service answered, and neither certificate nor handshake is at fault.
    if (word.isHttpStatus() || word.isUnmetExpectation()) {
      return HTTP_STATUS;
    }
    if (word.word().startsWith("http_") || word.equals(FailureWord.WEBSOCKET_REFUSED)) {
      return HTTP_BROKEN;
    }
    return word.word().startsWith("dns_") ? NAME_UNRESOLVED : OTHER;
  }

  /** Whether a trial with this symptom passed the step of {@code fault}. */
  public boolean clears(Symptom fault) {
    return passes() || (this != OTHER && stage > fault.stage);
  }

  /** The trial succeeded, possibly slowly or with retransmissions. */
  public boolean passes() {
    return stage >= OK_LOSSY.stage;
  }

  /** It shows before a ClientHello could be sent. */
  public boolean isBeforeHello() {
    return stage <= REFUSED.stage;
  }

  /** The peer itself sent TLS, or HTTP: an alert for an unknown name is an answer. */
  public boolean isAnswer() {
    return this == ALERT || this == ALERT_NAME || this == ALERT_CLIENT || handshakeDone();
  }

  public boolean isCertificate() {
    return stage == CERT_DATE.stage;
  }

  /** The handshake completed, which suffices for an arm that does not validate the certificate. */
  boolean handshakeDone() {
    return stage >= CERT_DATE.stage;
  }
}
