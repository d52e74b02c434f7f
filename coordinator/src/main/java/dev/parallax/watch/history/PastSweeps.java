package dev.parallax.watch.history;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.LastHealthy;
import dev.parallax.report.Report;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Stored sweeps and looks, with which a later sweep is compared. */
public final class PastSweeps implements LastHealthy.Archive {
  /** Stored verdicts of a target that are searched, the newest. */
  private static final int SEARCHED = 200;

  private final Store store;
  private final Function<SweepId, Optional<StoredSweep>> sweeps;

  /**
   * Over a store.
   *
   * @param store the verdicts of past sweeps
   * @param sweeps a sweep by its id
   */
  public PastSweeps(Store store, Function<SweepId, Optional<StoredSweep>> sweeps) {
    this.store = store;
    this.sweeps = sweeps;
  }

  @Override
  public List<LastHealthy.PastHealth> before(Sweep sweep, Target target) {
    return store.verdictsOn(target.name(), sweep.startedAt(), SEARCHED).stream()
        .map(past -> LastHealthy.PastHealth.of(past.sweep(), past.startedAt(), past.verdicts()))
        .toList();
  }

  /** The report of the first target of a sweep. */
  public Optional<Report> report(SweepId sweep) {
    return sweeps
        .apply(sweep)
        .flatMap(stored -> stored.sweep().targets().stream().findFirst())
        .flatMap(results -> report(sweep, results.target()));
  }

  @Override
  public Optional<Report> report(SweepId sweep, Target target) {
    return sweeps
        .apply(sweep)
        .map(stored -> Report.of(stored.sweep(), stored.verdicts(), ExitPolicy.DEFAULT, target));
  }
}
