package dev.parallax.evaluate;

import dev.parallax.model.FailureWord;
import dev.parallax.model.Step;

/**
 * How a connection ends at some stage, as the client sees it.
 *
 * @param after seconds from the stage's beginning until it shows
 * @param alert the description's code; -1 for none
 */
record Fate(Step step, FailureWord word, double after, int alert) {
  /** The longest any one step may take. */
  static final double PATIENCE = 5;

  static final Fate SYN_LOST = new Fate(Step.TCP, FailureWord.CONNECT_TIMEOUT, PATIENCE, -1);
  static final Fate HELLO_LOST = new Fate(Step.TLS, FailureWord.HELLO_NOT_ACKED, PATIENCE, -1);
  static final Fate SILENCE = new Fate(Step.TLS, FailureWord.TIMEOUT_AFTER_HELLO, PATIENCE, -1);
  static final Fate STALL = new Fate(Step.TLS, FailureWord.TIMEOUT_MID_HANDSHAKE, PATIENCE, -1);
  static final Fate NO_RESPONSE = new Fate(Step.HTTP, FailureWord.HTTP_TIMEOUT, PATIENCE, -1);

  static Fate tcp(FailureWord word, double after) {
    return new Fate(Step.TCP, word, after, -1);
  }

  static Fate tls(FailureWord word, double after) {
    return new Fate(Step.TLS, word, after, -1);
  }

  static Fate alert(int code, double after) {
    return new Fate(Step.TLS, FailureWord.alert(code), after, code);
  }

  static Fate http(FailureWord word, double after) {
    return new Fate(Step.HTTP, word, after, -1);
  }

  static Fate status(int status, double after) {
    return http(FailureWord.httpStatus(status), after);
  }
}
