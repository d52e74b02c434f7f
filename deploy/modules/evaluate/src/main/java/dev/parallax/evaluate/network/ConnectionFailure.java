package dev.parallax.evaluate.network;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;

/**
 * The failure of a connection at a stage, as observed by the client.
 *
 * @param after seconds from the beginning of the stage until the failure shows
 * @param alert the description's code; -1 for none
 */
public record ConnectionFailure(Step step, FailureWord word, double after, int alert) {
  /** The time limit of each step. */
  public static final double PATIENCE = 5;

  public static final ConnectionFailure SYN_LOST =
      new ConnectionFailure(Step.TCP, FailureWord.CONNECT_TIMEOUT, PATIENCE, -1);

  /** The kernel of the client's host does not send the SYN, and shows it at the time limit. */
  public static final ConnectionFailure KEPT_BACK =
      new ConnectionFailure(Step.TCP, FailureWord.OPERATION_NOT_PERMITTED, PATIENCE, -1);

  public static final ConnectionFailure HELLO_LOST =
      new ConnectionFailure(Step.TLS, FailureWord.HELLO_NOT_ACKED, PATIENCE, -1);
  public static final ConnectionFailure SILENCE =
      new ConnectionFailure(Step.TLS, FailureWord.TIMEOUT_AFTER_HELLO, PATIENCE, -1);
  public static final ConnectionFailure STALL =
      new ConnectionFailure(Step.TLS, FailureWord.TIMEOUT_MID_HANDSHAKE, PATIENCE, -1);
  public static final ConnectionFailure NO_RESPONSE =
      new ConnectionFailure(Step.HTTP, FailureWord.HTTP_TIMEOUT, PATIENCE, -1);

  public static ConnectionFailure tcp(FailureWord word, double after) {
    return new ConnectionFailure(Step.TCP, word, after, -1);
  }

  public static ConnectionFailure tls(FailureWord word, double after) {
    return new ConnectionFailure(Step.TLS, word, after, -1);
  }

  public static ConnectionFailure alert(int code, double after) {
    return new ConnectionFailure(Step.TLS, FailureWord.alert(code), after, code);
  }

  public static ConnectionFailure http(FailureWord word, double after) {
    return new ConnectionFailure(Step.HTTP, word, after, -1);
  }

  public static ConnectionFailure status(int status, double after) {
    return http(FailureWord.httpStatus(status), after);
  }
}
