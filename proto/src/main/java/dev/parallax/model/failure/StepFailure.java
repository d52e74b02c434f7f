package dev.parallax.model.failure;

import java.util.Comparator;

/**
 * How a step failed: a word means what it says of the step in which it arose. A {@code
 * connection_refused} of the DNS step is the resolver's port, of the TCP step the target's.
 */
public record StepFailure(Step step, FailureWord word) implements Comparable<StepFailure> {
  private static final Comparator<StepFailure> ORDER =
      Comparator.comparing(StepFailure::word).thenComparing(StepFailure::step);

  /** Whether the word alone would be read as a failure of another step. */
  public boolean isForeign() {
    return switch (step) {
      case DNS -> !word.word().startsWith("dns_");
      case TCP -> !isTcp() && !isIcmp() && !word.isReply();
      case TLS -> isTcp() || word.isReply() || word.word().startsWith("dns_") || isHttp();
      case HTTP -> !isHttp();
    };
  }

  private boolean isTcp() {
    return word.isTcp();
  }

  private boolean isIcmp() {
    return word.equals(FailureWord.ECHO_TIMEOUT) || word.equals(FailureWord.TRACE_TIMEOUT);
  }

  private boolean isHttp() {
    return word.word().startsWith("http_") || word.equals(FailureWord.WEBSOCKET_REFUSED);
  }

  /**
   * The word; with the step where the word alone would mislead: {@code connection_refused (dns)}.
   */
  public String text() {
    return isForeign() ? word.word() + " (" + step.word() + ")" : word.word();
  }

  @Override
  public int compareTo(StepFailure other) {
    return ORDER.compare(this, other);
  }
}
