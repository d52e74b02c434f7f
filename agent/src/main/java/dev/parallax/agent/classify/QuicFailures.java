package dev.parallax.agent.classify;

import static java.util.stream.Collectors.joining;

import dev.parallax.agent.classify.packet.QuicPacket;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.TlsStep.Alert;
import dev.parallax.text.Printable;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The failure of a QUIC handshake. */
public final class QuicFailures {
  private static final int FATAL = 2;
  private static final int CRYPTO_ERROR = 0x0100;
  private static final int LAST_CRYPTO_ERROR = 0x01FF;

  private QuicFailures() {}

  /** The alert a CONNECTION_CLOSE carries (RFC 9001, section 4.8); empty for other errors. */
  public static Optional<Alert> alert(boolean application, long error) {
    return !application && error >= CRYPTO_ERROR && error <= LAST_CRYPTO_ERROR
        ? Optional.of(new Alert(FATAL, (int) error - CRYPTO_ERROR, true))
        : Optional.empty();
  }

  /** CONNECTION_CLOSE (RFC 9000, section 19.19) arrived. */
  public static Failure closed(boolean application, long error, byte[] reason) {
    var detail = Printable.collapsed(new String(reason, StandardCharsets.UTF_8), 200);
    var layer = application ? "application" : "transport";
    var text = "CONNECTION_CLOSE, %s error 0x%x%s".formatted(layer, error, quoted(detail));
    return alert(application, error)
        .map(alert -> TlsFailures.alert(alert, text))
        .orElseGet(() -> new Failure(Step.TLS, FailureWord.QUIC_CLOSED, text));
  }

  private static String quoted(String detail) {
    return detail.isEmpty() ? "" : ": " + detail;
  }

  /** A version negotiation without version 1. */
  public static Failure version(QuicPacket negotiation) {
    var offered =
        negotiation.offered().stream()
            .limit(16)
            .map(version -> "0x%08x".formatted(version))
            .collect(joining(" "));
    return new Failure(Step.TLS, FailureWord.QUIC_VERSION, "the server speaks " + offered);
  }

  public static Failure timeout(String detail) {
    return new Failure(Step.TLS, FailureWord.QUIC_TIMEOUT, detail);
  }

  /** An ICMP error arrived, or this host has no route to the address. */
  public static Failure unreachable(Throwable cause) {
    return TcpFailures.of(Step.TLS, cause);
  }

  public static Failure unknown(Throwable cause) {
    return new Failure(Step.TLS, FailureWord.UNKNOWN, Printable.message(cause));
  }
}
