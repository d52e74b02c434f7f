package dev.parallax.report.view;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextCells;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The durations of a step that both groups of vantages pass: the median of each vantage.
 *
 * @param medians one for each vantage, the shortest first
 */
record StepTimes(List<Duration> medians) {
  private static final int NOTABLE = 2;
  private static final Duration LEAST = Duration.ofMillis(20);

  StepTimes {
    medians = medians.stream().sorted().toList();
  }

  /** Two groups of vantages with clearly different durations. */
  record Apart(StepTimes failing, StepTimes passing) {
    /** Whether every duration of one group exceeds every duration of the other. */
    boolean isWhole() {
      return failing.longest().compareTo(passing.shortest()) < 0
          || passing.longest().compareTo(failing.shortest()) < 0;
    }

    private boolean isNotable() {
      return failing.isWellOver(passing) || passing.isWellOver(failing);
    }
  }

  /**
   * Empty when the durations are similar, when one group has no duration, or when the reference
   * sites differ as much, since the distance then explains it. Inside vantages are near in any
   * case.
   */
  static Optional<Apart> apart(
      ObservationGrid grid,
      Step step,
      Collection<VantageId> failing,
      Collection<VantageId> passing) {
    return apart(grid, step, Arm.BASE, failing, passing)
        .filter(found -> apart(grid, step, Arm.REFERENCE, failing, passing).isEmpty());
  }

  private static Optional<Apart> apart(
      ObservationGrid grid,
      Step step,
      Arm arm,
      Collection<VantageId> failing,
      Collection<VantageId> passing) {
    var times = of(grid, step, arm, failing);
    var other = of(grid, step, arm, passing);
    return times.medians().isEmpty() || other.medians().isEmpty()
        ? Optional.empty()
        : Optional.of(new Apart(times, other)).filter(Apart::isNotable);
  }

  private static StepTimes of(
      ObservationGrid grid, Step step, Arm arm, Collection<VantageId> vantages) {
    return new StepTimes(
        vantages.stream()
            .filter(vantage -> !grid.isInside(vantage))
            .map(vantage -> times(grid.ran(vantage, arm), step))
            .filter(times -> !times.isEmpty())
            .map(StepTimes::middle)
            .toList());
  }

  /** Of the trials that passed the step. */
  private static List<Duration> times(List<Observation> trials, Step step) {
    return trials.stream()
        .filter(
            seen ->
                seen.failure().map(Failure::step).filter(at -> at.compareTo(step) <= 0).isEmpty())
        .flatMap(seen -> took(seen, step).stream())
        .sorted()
        .toList();
  }

  private static Optional<Duration> took(Observation seen, Step step) {
    return switch (step) {
      case DNS, HTTP -> Optional.empty();
      case TCP -> seen.steps().tcp().map(TcpStep::took);
      case TLS -> seen.steps().tls().map(TlsStep::took);
    };
  }

  private static Duration middle(List<Duration> sorted) {
    return sorted.get((sorted.size() - 1) / 2);
  }

  private Duration shortest() {
    return medians.getFirst();
  }

  private Duration longest() {
    return medians.getLast();
  }

  private boolean isWellOver(StepTimes other) {
    var mine = middle(medians);
    var theirs = middle(other.medians);
    return mine.compareTo(theirs.multipliedBy(NOTABLE)) >= 0
        && mine.minus(theirs).compareTo(LEAST) >= 0;
  }

  /** The median, and of several vantages the range. */
  String text() {
    var median = TextCells.time(middle(medians));
    var least = TextCells.time(shortest());
    var most = TextCells.time(longest());
    return least.equals(most) ? median : median + " (" + least + "–" + most + ")";
  }
}
