package dev.parallax.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the scenarios of a run came out.
 *
 * @param unacted those that could not be acted out, and why
 */
record Results(
    Conditions conditions, List<Outcome> outcomes, List<Unacted> unacted, int passedOver) {
  /** A scenario that never came to a verdict. */
  record Unacted(String scenario, String why) {}

  Results {
    outcomes = List.copyOf(outcomes);
    unacted = List.copyOf(unacted);
  }

  static Results none(Conditions conditions) {
    return new Results(conditions, List.of(), List.of(), 0);
  }

  Results and(Outcome outcome) {
    return new Results(conditions, append(outcomes, outcome), unacted, passedOver);
  }

  Results and(Unacted one) {
    return new Results(conditions, outcomes, append(unacted, one), passedOver);
  }

  /** Counts a scenario that was skipped because its vantage is offline. */
  Results andPassedOver() {
    return new Results(conditions, outcomes, unacted, passedOver + 1);
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
    return outcomes.stream().filter(it -> it.mark() == Outcome.Mark.RIGHT).count();
  }

  long rightSides() {
    return outcomes.stream().filter(Outcome::hasRightSide).count();
  }

  long confidentlyWrong() {
    return outcomes.stream().filter(Outcome::isConfidentlyWrong).count();
  }

  boolean allRight() {
    return rightCauses() == acted();
  }

  String summary() {
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
