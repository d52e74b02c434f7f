package dev.parallax.watch.history;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.failure.Step;
import dev.parallax.model.history.SeenServer;
import dev.parallax.model.history.SiteTimes;
import dev.parallax.model.history.StepHistory;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.history.VantageHistory;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.watch.phase.PhaseBook;
import dev.parallax.watch.phase.PhaseHistory;
import dev.parallax.watch.phase.TimedStep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The history of one target before a sweep.
 *
 * @param healthy the last healthy sweep or look, of the same address family
 * @param sites the times of the reference sites of the sweep
 */
record HistoryBuilder(
    SweepHeader sweep, Target target, Sweep healthy, Map<String, PhaseBook> sites) {
  /** Older times are no history of now: the watch was removed or paused. */
  private static final Duration WINDOW = Duration.ofDays(7);

  private static final double NANOS = 1e6;

  /**
   * Of the vantages of the sweep and of its reserve.
   *
   * @param book the times of the target's looks
   * @param most vantages
   */
  TargetHistory history(PhaseBook book, int most) {
    return new TargetHistory(
        Optional.of(healthy.startedAt()),
        Stream.concat(sweep.vantages().stream(), sweep.reserve().stream())
            .map(Vantage::id)
            .flatMap(vantage -> at(vantage, book).stream())
            .limit(most)
            .toList());
  }

  private Optional<VantageHistory> at(VantageId vantage, PhaseBook book) {
    var steps = times(vantage, book).filter(this::isComparable).toList();
    var seen = SeenServer.of(probes(vantage));
    return steps.isEmpty() && seen.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new VantageHistory(vantage, steps, steps.isEmpty() ? List.of() : at(vantage), seen));
  }

  private List<SiteTimes> at(VantageId vantage) {
    return sites.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(site -> new SiteTimes(site.getKey(), times(vantage, site.getValue()).toList()))
        .filter(times -> !times.steps().isEmpty())
        .limit(VantageHistory.SITES)
        .toList();
  }

  /** Other requests have other times of HTTP. */
  private boolean isComparable(StepHistory times) {
    return times.step() != Step.HTTP
        || results()
            .map(TargetResults::exchange)
            .filter(sweep.exchanges().getOrDefault(target, Exchange.DEFAULT)::equals)
            .isPresent();
  }

  private Stream<StepHistory> times(VantageId vantage, PhaseBook book) {
    var oldest = sweep.startedAt().minus(WINDOW);
    return book.histories().getOrDefault(vantage, Map.of()).entrySet().stream()
        .filter(step -> step.getValue().sampledAt().isAfter(oldest))
        .flatMap(step -> times(step.getKey(), step.getValue()).stream());
  }

  private static Optional<StepHistory> times(TimedStep step, PhaseHistory history) {
    return history
        .baseline()
        .map(
            usual ->
                new StepHistory(
                    Step.valueOf(step.name()),
                    history.samples().size(),
                    history.sampledAt(),
                    duration(usual.median()),
                    duration(usual.deviation())));
  }

  private static Duration duration(double millis) {
    return Duration.ofNanos(Math.round(millis * NANOS));
  }

  private List<Observation> probes(VantageId vantage) {
    return results().stream()
        .flatMap(results -> results.observations().stream())
        .filter(seen -> seen.key().arm() == Arm.BASE && seen.key().vantage().equals(vantage))
        .toList();
  }

  private Optional<TargetResults> results() {
    return healthy.targets().stream().filter(one -> one.target().equals(target)).findFirst();
  }
}
