package dev.parallax.agent.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Steps;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FailureSentenceTest {
  private static final Duration WHOLE = Duration.ofMillis(12);

  @Test
  void theExpectationAndTheTimeStandAtTheEndOfALongSentence() {
    var failure = new Failure(Step.HTTP, FailureWord.HTTP_MALFORMED, "x".repeat(300));
    var detail = FailureSentence.of(failure, Steps.NONE, WHOLE).detail();
    assertTrue(detail.endsWith("; expected an HTTP response; after 12 ms"), detail);
    assertTrue(detail.length() <= Failure.DETAIL_LIMIT, detail);
  }

  @Test
  void anUnmetExpectationIsNotRepeated() {
    var failure =
        new Failure(Step.HTTP, FailureWord.UNEXPECTED_STATUS, "expected status 204, received 200");
    assertEquals(
        "expected status 204, received 200; after 12 ms",
        FailureSentence.of(failure, Steps.NONE, WHOLE).detail());
  }

  @Test
  void aWordThatIsNotListedHasTheExpectationOfItsStep() {
    var failure = new Failure(Step.DNS, FailureWord.UNKNOWN, "rcode FORMERR");
    assertEquals(
        "rcode FORMERR; expected an address of the name; after 12 ms",
        FailureSentence.of(failure, Steps.NONE, WHOLE).detail());
  }
}
