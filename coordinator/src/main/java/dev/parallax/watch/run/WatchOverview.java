package dev.parallax.watch.run;

import dev.parallax.store.NotificationRecord;
import dev.parallax.store.SilenceRecord;
import dev.parallax.sweep.request.UnmatchedSelectors;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.look.ObserverHealth;
import dev.parallax.watch.phase.PhaseBook;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.MaintenanceWindow;
import dev.parallax.watch.spec.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The watches and routes at a moment.
 *
 * @param trouble why measuring cannot be trusted now
 * @param mistakes of the watch file, while an earlier content of it is in use
 * @param maintenance the windows of all watches
 */
public record WatchOverview(
    List<WatchState> watches,
    List<RouteState> routes,
    Optional<ObserverHealth.Trouble> trouble,
    Optional<String> mistakes,
    List<MaintenanceWindow> maintenance) {
  public static final WatchOverview NONE =
      new WatchOverview(List.of(), List.of(), Optional.empty(), Optional.empty(), List.of());

  public WatchOverview {
    watches = List.copyOf(watches);
    routes = List.copyOf(routes);
    maintenance = List.copyOf(maintenance);
  }

  /**
   * A watch.
   *
   * @param nextLook the start of its next look; absent while a look is late
   * @param open its open incident
   * @param failing whether a failure lasts
   * @param measured whether a look has shown it healthy or failing
   * @param since the first start of the watch
   * @param unmatched its selectors that match no vantage
   * @param phases the times of its steps at each vantage, with their baselines
   */
  public record WatchState(
      Watch watch,
      Optional<Instant> nextLook,
      Optional<Incident> open,
      boolean failing,
      boolean measured,
      boolean maintenance,
      Optional<SilenceRecord> silence,
      Instant since,
      UnmatchedSelectors unmatched,
      PhaseBook phases) {
    /** Whether looks are made and have a result; otherwise a target is not known to be healthy. */
    public boolean isLookedAt() {
      return !watch.paused() && !unmatched.from() && measured;
    }

    private WatchState with(Optional<SilenceRecord> now) {
      return new WatchState(
          watch, nextLook, open, failing, measured, maintenance, now, since, unmatched, phases);
    }
  }

  /**
   * A route.
   *
   * @param last its newest message with an attempt
   * @param waiting the number of messages that are not delivered
   */
  public record RouteState(AlertRoute route, Optional<NotificationRecord> last, int waiting) {}

  /** The same with the silences of now. */
  WatchOverview with(Function<String, Optional<SilenceRecord>> silences) {
    return new WatchOverview(
        watches.stream().map(one -> one.with(silences.apply(one.watch().name()))).toList(),
        routes,
        trouble,
        mistakes,
        maintenance);
  }

  /**
   * The watch of this target.
   *
   * @throws IllegalArgumentException when it is not watched
   */
  WatchState watched(String target) {
    return watch(target)
        .orElseThrow(
            () -> new IllegalArgumentException("expected a watched target, got: " + target));
  }

  /** The state of a target's watch. */
  public Optional<WatchState> watch(String target) {
    return watches.stream().filter(one -> one.watch().name().equals(target)).findFirst();
  }
}
