package dev.parallax.agent.classify;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.TlsStep.Alert;
import dev.parallax.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** The failure of a handshake; determined by the wire first, by the engine last. */
public final class TlsFailures {
  /** BoringSSL packs library and reason into eight hex digits; 1000 + n is the peer's alert n. */
  private static final Pattern PACKED = Pattern.compile("error:([0-9a-fA-F]{8}):");

  private static final int WARNING = 1;
  private static final int REASON = 0xfff;
  private static final int PEER_ALERT = 1000;

  /** unexpected_message, bad_record_mac, record_overflow, decode_error, decrypt_error. */
  private static final Set<Integer> BROKEN = Set.of(10, 20, 22, 50, 51);

  private TlsFailures() {}

  /** The connection ended, or the step's time, before the handshake was done. */
  public static Failure ended(Ending ending, TlsProgress progress, String detail) {
    if (progress.firstBytes().isPresent()) {
      return notTls(progress.firstBytes().get());
    }
    var alert = progress.alert().filter(Alert::received);
    if (alert.isPresent() && ending != Ending.TIMEOUT) {
      return alert(alert.get(), detail);
    }
    return new Failure(Step.TLS, word(ending, progress), detail);
  }

  public static Failure alert(Alert alert, String detail) {
    var word = FailureWord.alert(alert.code());
    return new Failure(
        Step.TLS,
        word,
        "%s %s (%d) from %s, %s"
            .formatted(
                alert.level() == WARNING ? "warning" : "fatal",
                word.word().replace('_', ' '),
                alert.code(),
                alert.received() ? "the server" : "this agent",
                detail));
  }

  /** The server requested a client certificate, received none, and closed without an alert. */
  public static Failure closedAfterRequest(Ending ending) {
    return new Failure(
        Step.TLS,
        FailureWord.CLOSED_AFTER_REQUEST,
        "a client certificate was asked for and not sent; then "
            + (ending == Ending.RESET ? "a reset" : "the end")
            + " of the connection without an alert");
  }

  /** Whether no message can follow this alert: it is fatal, or it is close_notify. */
  public static boolean isFinal(Alert alert) {
    return alert.level() != WARNING || alert.code() == 0;
  }

  public static Failure notTls(byte[] firstBytes) {
    var text = new String(firstBytes, StandardCharsets.ISO_8859_1);
    var line = Printable.collapsed(text.lines().findFirst().orElse(""), 100);
    var detail = text.startsWith("HTTP/") ? "plain HTTP: " + line : "no TLS record";
    return new Failure(Step.TLS, FailureWord.NOT_TLS, detail);
  }

  public static Failure malformed(String detail) {
    return new Failure(Step.TLS, FailureWord.MALFORMED_RECORD, detail);
  }

  /**
   * The engine ended the handshake on an open connection: by an alert of the peer, or of its own.
   *
   * @param alert from the wire, or {@link #alertIn(Throwable)}
   */
  public static Failure engine(Throwable cause, Optional<Alert> alert) {
    var detail = Printable.message(cause);
    return alert
        .filter(Alert::received)
        .map(received -> alert(received, "encrypted"))
        .orElseGet(
            () ->
                EngineRefusal.of(
                    detail, alert.filter(own -> BROKEN.contains(own.code())).isPresent()));
  }

  /**
   * The peer's alert in an engine's exception: in TLS 1.3 most alerts are encrypted, so that only
   * the engine reads them.
   */
  public static Optional<Alert> alertIn(Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      var packed = PACKED.matcher(String.valueOf(at.getMessage()));
      if (at instanceof SSLException && packed.find()) {
        int code = (Integer.parseUnsignedInt(packed.group(1), 16) & REASON) - PEER_ALERT;
        return code < 0 || code > 255 ? Optional.empty() : Optional.of(new Alert(2, code, true));
      }
    }
    return Optional.empty();
  }

  private static FailureWord word(Ending ending, TlsProgress progress) {
    boolean answered = progress.bytesReceived() > 0;
    return switch (ending) {
      case RESET -> answered ? FailureWord.RESET_MID_HANDSHAKE : FailureWord.RESET_AFTER_HELLO;
      case EOF -> answered ? FailureWord.EOF_MID_HANDSHAKE : FailureWord.EOF_AFTER_HELLO;
      case UNREACHABLE -> FailureWord.HOST_UNREACHABLE;
      case TIMEOUT -> answered ? FailureWord.TIMEOUT_MID_HANDSHAKE : silent(progress);
    };
  }

  private static FailureWord silent(TlsProgress progress) {
    return progress.nothingAcked() ? FailureWord.HELLO_NOT_ACKED : FailureWord.TIMEOUT_AFTER_HELLO;
  }
}
