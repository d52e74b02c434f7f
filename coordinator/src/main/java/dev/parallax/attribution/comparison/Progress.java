package dev.parallax.attribution.comparison;

import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.failure.FailureWord;
import java.util.List;
import java.util.Set;

/**
 * How far the trials with the real name came that did not pass as usual.
 *
 * @param delayed trials in which bytes of the server arrived late, or no more until the timeout
 * @param closed trials whose connection was reset or closed after bytes of the server
 * @param unanswered trials without a byte of the server after the ClientHello
 */
public record Progress(int delayed, int closed, int unanswered) {
  private static final Set<FailureWord> TIMEOUTS =
      Set.of(FailureWord.TIMEOUT_MID_HANDSHAKE, FailureWord.HTTP_TIMEOUT);

  static Progress of(List<ClassifiedTrial> trials) {
    int delayed = 0;
    int closed = 0;
    int unanswered = 0;
    for (var trial : trials) {
      if (ArmGroups.NAMED.contains(trial.arm())) {
        switch (trial.symptom()) {
          case OK_SLOW -> delayed++;
          case BROKEN_HANDSHAKE, HTTP_BROKEN -> {
            if (trial.word().filter(TIMEOUTS::contains).isPresent()) {
              delayed++;
            } else {
              closed++;
            }
          }
          case CUT_AFTER_HELLO, SILENT_AFTER_HELLO -> unanswered++;
          default -> {}
        }
      }
    }
    return new Progress(delayed, closed, unanswered);
  }

  /**
   * Nothing more arrives in most of these trials: a device that closes connections is not at work.
   */
  public boolean contradictsClosing() {
    return delayed > closed;
  }

  /** Trials failed, and a path that only delays explains them worse than one that ends them. */
  public boolean contradictsDelay() {
    return closed > delayed || (delayed == 0 && unanswered > 1);
  }
}
