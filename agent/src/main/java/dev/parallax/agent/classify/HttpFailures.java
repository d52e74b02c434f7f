package dev.parallax.agent.classify;

import dev.parallax.model.Failure;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Step;

/** Why a request got no good answer. */
public final class HttpFailures {
  private HttpFailures() {}

  public static Failure ended(Ending ending, String said) {
    var word =
        switch (ending) {
          case RESET -> FailureWord.HTTP_RESET;
          case EOF -> FailureWord.HTTP_EOF;
          case UNREACHABLE -> FailureWord.HOST_UNREACHABLE;
          case TIMEOUT -> FailureWord.HTTP_TIMEOUT;
        };
    return new Failure(Step.HTTP, word, said);
  }

  public static Failure malformed(String said) {
    return new Failure(Step.HTTP, FailureWord.HTTP_MALFORMED, said);
  }

  /** A status of 400 or more. */
  public static Failure status(int status, String reason) {
    return new Failure(Step.HTTP, FailureWord.httpStatus(status), (status + " " + reason).strip());
  }
}
