package dev.parallax.agent.classify;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.text.Printable;

/** The failure of a connection before its first use. */
public final class TcpFailures {
  private TcpFailures() {}

  /**
   * A failed connect call, in its step.
   *
   * <p>Linux reports an RST in answer to the SYN as "refused"; "reset by peer" from a connect means
   * that the connection was established and reset before the call returned.
   */
  public static Failure of(Step step, Throwable cause) {
    var word = word(cause);
    return new Failure(
        step,
        step == Step.TCP && word.equals(FailureWord.CONNECTION_RESET)
            ? FailureWord.RESET_BEFORE_DATA
            : word,
        Printable.message(cause));
  }

  /** A connect call that neither succeeded nor failed in its time. */
  public static Failure timeout(String detail) {
    return new Failure(Step.TCP, FailureWord.CONNECT_TIMEOUT, detail);
  }

  /** The connection was accepted and ended before we sent a byte. */
  public static Failure beforeData(Ending ending, String detail) {
    var word =
        switch (ending) {
          case RESET -> FailureWord.RESET_BEFORE_DATA;
          case EOF -> FailureWord.CLOSED_BEFORE_DATA;
          case UNREACHABLE -> FailureWord.HOST_UNREACHABLE;
          case TIMEOUT -> FailureWord.UNKNOWN;
        };
    return new Failure(Step.TCP, word, detail);
  }

  private static FailureWord word(Throwable cause) {
    return switch (SocketErrors.number(cause).orElse(0)) {
      case SocketErrors.REFUSED -> FailureWord.CONNECTION_REFUSED;
      case SocketErrors.RESET, SocketErrors.ABORTED -> FailureWord.CONNECTION_RESET;
      case SocketErrors.TIMED_OUT -> FailureWord.CONNECT_TIMEOUT;
      case SocketErrors.HOST_UNREACHABLE, SocketErrors.HOST_DOWN -> FailureWord.HOST_UNREACHABLE;
      case SocketErrors.NETWORK_UNREACHABLE, SocketErrors.NETWORK_DOWN ->
          FailureWord.NETWORK_UNREACHABLE;
      case SocketErrors.ACCESS -> FailureWord.ADMIN_PROHIBITED;
      case SocketErrors.PERMISSION -> FailureWord.OPERATION_NOT_PERMITTED;
      default -> FailureWord.UNKNOWN;
    };
  }
}
