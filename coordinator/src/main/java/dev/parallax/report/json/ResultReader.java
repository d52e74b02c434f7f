package dev.parallax.report.json;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.SweepId;
import java.util.Map;

/**
 * Parses the output of {@link ResultJson}.
 *
 * @param planHashes by round; for results without a plan hash
 */
public record ResultReader(SweepId sweep, Map<Integer, String> planHashes) {

  /**
   * The observation of a JSON object.
   *
   * @param target for results without a target
   */
  public Observation read(JsonCursor result, String target) {
    var key = result.build(() -> key(result, target));
    var planHash =
        result.maybeText("planHash").orElseGet(() -> planHashes.getOrDefault(key.round(), ""));
    return new Observation(
        key,
        planHash,
        outcome(result),
        result.at("steps").bind(Steps.class),
        result.maybe("schedulingDelay").map(delay -> delay.bind(SchedulingDelay.class)));
  }

  private TrialKey key(JsonCursor result, String target) {
    var arm = result.at("arm").word(Arm.values(), Arm::word);
    var variant = result.text("variant");
    return new TrialKey(
        sweep,
        result.integer("round"),
        result.maybeText("target").orElse(arm == Arm.REFERENCE ? variant : target),
        result.at("vantage").vantage(),
        arm,
        variant,
        result.maybe("address").map(JsonCursor::address),
        result.integer("trial"));
  }

  private static Outcome outcome(JsonCursor result) {
    return switch (result.text("status")) {
      case "ok" -> new Outcome.Ok();
      case "failed" -> new Outcome.Failed(failure(result));
      case "not_run" ->
          new Outcome.NotRun(
              result.at("notRunReason").word(NotRunReason.values(), NotRunReason::word),
              result.maybeText("said").orElse(""));
      default -> throw result.at("status").refusal("ok, failed or not_run");
    };
  }

  private static Failure failure(JsonCursor result) {
    return new Failure(
        result.at("failedStep").word(Step.values(), Step::word),
        result.at("failure").failureWord(),
        result.maybeText("said").orElse(""));
  }
}
