package dev.parallax.watch.run;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.store.Store;
import dev.parallax.store.failure.StoreException;
import dev.parallax.sweep.Sweeps;
import dev.parallax.watch.incident.Finding;
import dev.parallax.watch.incident.WatchEvent;
import dev.parallax.watch.look.Look;
import dev.parallax.watch.look.SecondLook;
import dev.parallax.watch.schedule.FullSweeps;
import dev.parallax.watch.spec.Watch;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A look, the second look of a failure, and the full sweep of a failure that lasts. Used by the
 * thread of the watches; results arrive in it.
 */
final class LookChain {
  private static final Logger log = LoggerFactory.getLogger(LookChain.class);

  private final Sweeps sweeps;
  private final Store store;
  private final Ticker ticker;
  private final Consumer<Runnable> toOwnThread;
  private final BiConsumer<Watch, WatchEvent> events;
  private final Sightings sightings;
  private final BiConsumer<Watch, Sweep> looks;
  private final FullSweeps fullSweeps = new FullSweeps();

  /** Follows what looks and sweeps say about vantages. */
  interface Sightings {
    /**
     * Takes a first look in.
     *
     * @return vantages that are at fault, and a full sweep is to name the cause
     */
    Set<VantageId> looked(Watch watch, Look look);

    /** A full sweep that names the cause has started. */
    void swept(Set<VantageId> unexplained, Instant at);

    /** Takes the verdicts of a full sweep in. */
    void judged(Watch watch, Sweep sweep, TargetVerdicts verdicts);

    /** The vantages that are at fault themselves. */
    Set<VantageId> sick();
  }

  LookChain(
      Sweeps sweeps,
      Store store,
      Ticker ticker,
      Consumer<Runnable> toOwnThread,
      BiConsumer<Watch, WatchEvent> events,
      Sightings sightings,
      BiConsumer<Watch, Sweep> looks) {
    this.sweeps = sweeps;
    this.store = store;
    this.ticker = ticker;
    this.toOwnThread = toOwnThread;
    this.events = events;
    this.sightings = sightings;
    this.looks = looks;
  }

  /**
   * Starts a look.
   *
   * @param end runs when the look, and all that follows from it, is over
   */
  void start(Watch watch, Runnable end) {
    look(watch, Set.of(), end, look -> first(watch, look, end));
  }

  private void first(Watch watch, Look look, Runnable end) {
    var unexplained = sightings.looked(watch, look);
    if (look.isHealthy()) {
      store.watches().keepLook(look.sweep());
      fullSweeps.healthy(watch.name());
      finish(watch, new WatchEvent.Healthy(look.at()), end);
      if (!unexplained.isEmpty() && reported(watch)) {
        sightings.swept(unexplained, look.at());
      }
    } else if (look.with(Look.Sight.FAILED).isEmpty()) {
      drop(look);
      finish(watch, new WatchEvent.Tick(look.at()), end);
    } else {
      drop(look);
      look(watch, SecondLook.vantages(look), end, again -> second(watch, look, again, end));
    }
  }

  private void second(Watch watch, Look first, Look again, Runnable end) {
    drop(again);
    var standing = SecondLook.standing(first, again);
    if (standing.isEmpty()) {
      finish(watch, new WatchEvent.Tick(again.at()), end);
      return;
    }
    finish(watch, lasting(watch, first, standing), end);
    if (maySweep(watch)) {
      sweep(watch, standing);
    }
  }

  private WatchEvent lasting(Watch watch, Look look, Set<VantageId> standing) {
    var answered = look.sights().size() - look.with(Look.Sight.MISSING).size();
    return new WatchEvent.Lasting(
        look.at(),
        without(standing, fullSweeps.tolerated(watch.name())),
        answered,
        fullSweeps.overdue(watch.name(), ticker.read()));
  }

  private static Set<VantageId> without(Set<VantageId> all, Set<VantageId> some) {
    var rest = new TreeSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  /**
   * Starts a full sweep of a target that others report as failing.
   *
   * @return whether it may start: there is a pause between the full sweeps of a target
   */
  boolean reported(Watch watch) {
    var may = maySweep(watch);
    if (may) {
      sweep(watch, Set.of());
    }
    return may;
  }

  private boolean maySweep(Watch watch) {
    return fullSweeps.mayStart(watch.name(), ticker.read());
  }

  /** Looks go on meanwhile. */
  private void sweep(Watch watch, Set<VantageId> standing) {
    fullSweeps.attempted(watch.name(), ticker.read());
    var request = WatchRequests.sweep(watch, watch.unmatched(sweeps.vantages()).inside());
    var result =
        new LookEnd(
            (sweep, verdicts) -> toOwnThread.accept(() -> judged(watch, standing, sweep, verdicts)),
            error -> log.warn("the sweep of {} failed", watch.name(), error));
    guarded(watch, () -> {}, () -> fullSweeps.started(watch.name(), sweeps.start(request, result)));
  }

  private void judged(
      Watch watch, Set<VantageId> standing, Sweep sweep, List<TargetVerdicts> verdicts) {
    verdicts.stream()
        .filter(one -> one.target().equals(watch.target().target()))
        .findFirst()
        .ifPresent(
            judged -> {
              sightings.judged(watch, sweep, judged);
              events.accept(watch, event(watch, standing, sweep, judged));
            });
  }

  private WatchEvent event(
      Watch watch, Set<VantageId> standing, Sweep sweep, TargetVerdicts judged) {
    var at = sweep.startedAt().plus(sweep.took());
    var finding = Finding.of(judged, watch.level(), watch.probability(), sightings.sick());
    var tolerated = Finding.belowLevel(judged, watch.level(), watch.probability());
    fullSweeps.judged(watch.name(), tolerated);
    return finding.isEmpty() && judged.isWell()
        ? new WatchEvent.Healthy(at)
        : new WatchEvent.SweepJudged(
            at, sweep.id(), finding, sweep.coverage().answered(), without(standing, tolerated));
  }

  private void look(Watch watch, Set<VantageId> only, Runnable end, Consumer<Look> result) {
    guarded(
        watch,
        end,
        () -> {
          var _ =
              sweeps.look(
                  WatchRequests.look(watch),
                  only,
                  new LookEnd(
                      (sweep, verdicts) ->
                          toOwnThread.accept(
                              () ->
                                  guarded(
                                      watch,
                                      end,
                                      () -> {
                                        looks.accept(watch, sweep);
                                        result.accept(Look.of(sweep, watch.target().target()));
                                      })),
                      error -> toOwnThread.accept(end)));
        });
  }

  private void drop(Look look) {
    try {
      store.watches().dropLook(look.sweep());
    } catch (StoreException full) {
      log.warn("a look is not deleted: {}", full.getMessage());
    }
  }

  private void finish(Watch watch, WatchEvent event, Runnable end) {
    events.accept(watch, event);
    end.run();
  }

  /** A step that throws ends the chain, so that the next look is started in time. */
  private static void guarded(Watch watch, Runnable end, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException refused) {
      log.warn("no look at {}: {}", watch.name(), String.valueOf(refused.getMessage()));
      end.run();
    }
  }
}
