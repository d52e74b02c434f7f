package dev.parallax.watch.run;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.FailOn;
import dev.parallax.watch.incident.Finding;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.incident.WatchEvent;
import dev.parallax.watch.look.Look;
import dev.parallax.watch.look.Look.Sight;
import dev.parallax.watch.look.SickVantages;
import dev.parallax.watch.schedule.DailyCost;
import dev.parallax.watch.spec.Watch;
import dev.parallax.watch.spec.WatchSet;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Incidents of vantages, seen by the watches whose level is {@code vantage}: one incident of a
 * vantage, however many targets fail there. A full sweep names the cause. Used by one thread.
 */
final class VantageIncidents implements LookChain.Sightings {
  private final IncidentLedger ledger;
  private final Supplier<WatchSet> watches;
  private final Supplier<List<Vantage>> fleet;
  private final Consumer<Look> seen;
  private final BooleanSupplier muted;
  private final SickVantages health = new SickVantages();
  private final Map<VantageId, Instant> lastSweep = new HashMap<>();

  /**
   * @param watches in use
   * @param fleet its present vantages
   * @param seen receives every first look
   * @param muted whether measuring cannot be trusted
   */
  VantageIncidents(
      IncidentLedger ledger,
      Supplier<WatchSet> watches,
      Supplier<List<Vantage>> fleet,
      Consumer<Look> seen,
      BooleanSupplier muted) {
    this.fleet = fleet;
    this.seen = seen;
    this.ledger = ledger;
    this.watches = watches;
    this.muted = muted;
  }

  /** Whether a watch reports faults of vantages. */
  static boolean reports(Watch watch) {
    return watch.level() == FailOn.VANTAGE;
  }

  @Override
  public Set<VantageId> looked(Watch watch, Look look) {
    seen.accept(look);
    health.add(look);
    var unexplained = new TreeSet<VantageId>();
    if (reports(watch)) {
      for (var entry : look.sights().entrySet()) {
        if (entry.getValue() != Sight.MISSING && looked(entry.getKey(), look)) {
          unexplained.add(entry.getKey());
        }
      }
    }
    return unexplained;
  }

  @Override
  public void swept(Set<VantageId> unexplained, Instant at) {
    unexplained.forEach(vantage -> lastSweep.put(vantage, at));
  }

  /** Whether the vantage is sick and no verdict has named the cause. */
  private boolean looked(VantageId vantage, Look look) {
    var name = Incident.ofVantage(vantage);
    var sick = health.isSick(vantage);
    if (sick.isEmpty()) {
      return false;
    }
    var state = ledger.state(name);
    if (sick.get()) {
      on(name, new WatchEvent.Lasting(look.at(), Set.of(vantage), 1, Optional.empty()));
      var last = lastSweep.get(vantage);
      return state.open().isEmpty()
          && state.pending().isEmpty()
          && (last == null || !last.plus(DailyCost.SWEEP_PAUSE).isAfter(look.at()));
    }
    if (state.open().isPresent() || state.pending().isPresent()) {
      on(name, new WatchEvent.Healthy(look.at()));
    }
    return false;
  }

  @Override
  public Set<VantageId> sick() {
    return health.sick();
  }

  @Override
  public void judged(Watch watch, Sweep sweep, TargetVerdicts verdicts) {
    if (!reports(watch)) {
      return;
    }
    var at = sweep.startedAt().plus(sweep.took());
    for (var verdict : verdicts.verdicts()) {
      if (verdict.blame() == Blame.VANTAGE && isSureOfPlace(verdict, watch)) {
        for (var vantage : verdict.explains()) {
          if (health.sick().contains(vantage)) {
            var finding = Finding.of(verdict);
            on(
                Incident.ofVantage(vantage),
                new WatchEvent.SweepJudged(
                    at,
                    sweep.id(),
                    Optional.of(finding),
                    sweep.coverage().answered(),
                    Set.of(vantage)));
          }
        }
      }
    }
  }

  /**
   * Looks at several targets have shown that the vantage is sick: whether its host or its network
   * is at fault may be open, where no other vantage could tell.
   */
  private static boolean isSureOfPlace(Verdict verdict, Watch watch) {
    var probability =
        verdict.credibleSet().stream()
            .filter(candidate -> candidate.scope().equals(verdict.scope()))
            .mapToDouble(Candidate::probability)
            .sum();
    return Math.max(verdict.probability(), probability) >= watch.probability();
  }

  /** Ends the incidents that no watch reports any more, and those of former vantages. */
  void follow(WatchEvent.Ended end) {
    var names = ledger.vantages();
    if (names.isEmpty()) {
      return;
    }
    var reported =
        watches.get().watches().stream().anyMatch(watch -> reports(watch) && !watch.paused())
            ? subjects()
            : Set.of();
    names.stream()
        .filter(name -> !reported.contains(name))
        .forEach(name -> ledger.onVantage(name, end, false));
  }

  private Set<String> subjects() {
    return fleet.get().stream()
        .map(vantage -> Incident.ofVantage(vantage.id()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private void on(String name, WatchEvent event) {
    ledger.onVantage(name, event, muted.getAsBoolean());
  }
}
