package dev.parallax.report.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UnmetExpectationTest {
  private static final Target SHOP = Target.parse("shop.example");

  @Test
  void whatArrivedInsteadIsGroupedByDetailAndTheCommonFirst() {
    var seen =
        List.of(
            base("a", FailureWord.UNEXPECTED_STATUS, "received 404"),
            base("b", FailureWord.UNEXPECTED_STATUS, "received 503"),
            base("c", FailureWord.UNEXPECTED_STATUS, "received 503"),
            base("c", FailureWord.UNEXPECTED_STATUS, "received 503"),
            base("d", FailureWord.HTTP_EOF, "end of stream"));
    assertEquals(
        List.of(
            new UnmetExpectation("received 503", List.of(id("b"), id("c"))),
            new UnmetExpectation("received 404", List.of(id("a")))),
        UnmetExpectation.of(new TargetResults(SHOP, Map.of(), seen)));
  }

  private static Observation base(String vantage, FailureWord word, String detail) {
    var key =
        new TrialKey(
            new SweepId("s"), 1, SHOP.name(), id(vantage), Arm.BASE, "", Optional.empty(), 1);
    var outcome = new Outcome.Failed(new Failure(Step.HTTP, word, detail));
    return new Observation(key, "", outcome, Steps.NONE);
  }

  private static VantageId id(String name) {
    return new VantageId(name);
  }
}
