package dev.parallax.lab.results;

import dev.parallax.lab.scenario.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The results of the scenarios of a run.
 *
 * @param unacted the scenarios that could not be run, with the reason
 */
public record LabResults(
    Conditions conditions, List<ScenarioOutcome> outcomes, List<Unacted> unacted, int passedOver) {
  /** A scenario without a verdict. */
  public record Unacted(String scenario, String why) {}

  public LabResults {
    outcomes = List.copyOf(outcomes);
    unacted = List.copyOf(unacted);
  }

  public static LabResults none(Conditions conditions) {
    return new LabResults(conditions, List.of(), List.of(), 0);
  }

  public LabResults and(ScenarioOutcome outcome) {
    return new LabResults(conditions, append(outcomes, outcome), unacted, passedOver);
  }

  public LabResults and(Unacted eachUnacted) {
    return new LabResults(conditions, outcomes, append(unacted, eachUnacted), passedOver);
  }

  /** Counts a scenario that was skipped because its vantage is offline. */
  public LabResults andPassedOver() {
    return new LabResults(conditions, outcomes, unacted, passedOver + 1);
  }

  private static <T> List<T> append(List<T> list, T last) {
    var longer = new ArrayList<>(list);
    longer.add(last);
    return longer;
  }

  int acted() {
    return outcomes.size() + unacted.size();
  }

  long rightCauses() {
    return outcomes.stream().filter(it -> it.mark() == ScenarioOutcome.Mark.RIGHT).count();
  }

  long rightSides() {
    return outcomes.stream().filter(ScenarioOutcome::hasRightSide).count();
  }

  long confidentlyWrong() {
    return outcomes.stream().filter(ScenarioOutcome::isConfidentlyWrong).count();
  }

  public boolean allRight() {
    return rightCauses() == acted();
  }

  public String summary() {
    return String.format(
        Locale.ROOT,
        "%d of %d right (%s); blame and segment right in %d (%s), confidently wrong %d, not acted"
            + " out %d; conditions: %s%s",
        rightCauses(),
        acted(),
        share(rightCauses()),
        rightSides(),
        share(rightSides()),
        confidentlyWrong(),
        unacted.size(),
        conditions,
        passedOver == 0 ? "" : "; " + passedOver + " passed over, their vantage being offline");
  }

  private String share(long count) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * count / Math.max(1, acted()));
  }
}
