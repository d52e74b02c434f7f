package dev.parallax.watch.run;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.store.WatchStore;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.look.ObserverHealth;
import dev.parallax.watch.schedule.WatchSchedule;
import dev.parallax.watch.spec.Watch;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The watches and routes at a moment, for pages. Used by the thread of the watches. */
final class OverviewReader {
  private final WatchFile file;
  private final WatchStore store;
  private final WatchSchedule schedule;
  private final IncidentLedger ledger;
  private final WatchBeginnings beginnings;
  private final PhaseLedger phases;
  private final Supplier<List<Vantage>> fleet;
  private final InstantSource clock;
  private final Ticker ticker;

  OverviewReader(
      WatchFile file,
      WatchStore store,
      WatchSchedule schedule,
      IncidentLedger ledger,
      WatchBeginnings beginnings,
      PhaseLedger phases,
      Supplier<List<Vantage>> fleet,
      InstantSource clock,
      Ticker ticker) {
    this.file = file;
    this.store = store;
    this.schedule = schedule;
    this.ledger = ledger;
    this.beginnings = beginnings;
    this.phases = phases;
    this.fleet = fleet;
    this.clock = clock;
    this.ticker = ticker;
  }

  WatchOverview read(Optional<ObserverHealth.Trouble> trouble) {
    var last = store.lastAttempts();
    var pending = store.pending();
    var set = file.current();
    var vantages = fleet.get();
    return new WatchOverview(
        set.watches().stream()
            .sorted(Comparator.comparing(Watch::name))
            .map(watch -> state(watch, vantages))
            .toList(),
        set.routes().stream()
            .map(
                route ->
                    new WatchOverview.RouteState(
                        route,
                        Optional.ofNullable(last.get(route.name())),
                        pending.getOrDefault(route.name(), 0)))
            .toList(),
        trouble,
        file.trouble(),
        set.maintenance());
  }

  private WatchOverview.WatchState state(Watch watch, List<Vantage> vantages) {
    var now = clock.instant();
    var state = ledger.state(watch.name());
    return new WatchOverview.WatchState(
        watch,
        schedule.until(watch.name(), ticker.read()).filter(wait -> !wait.isZero()).map(now::plus),
        state.open(),
        state.failingSince().isPresent(),
        state.isMeasured(),
        watch.isInMaintenance(now),
        Optional.empty(),
        watch.paused() ? now : beginnings.of(watch.name()),
        watch.unmatched(vantages),
        phases.of(watch.name()));
  }
}
