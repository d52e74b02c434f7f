package dev.parallax.web.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.model.Sweep;
import dev.parallax.model.SweepId;
import dev.parallax.model.Target;
import dev.parallax.report.Diff;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.LastHealthy;
import dev.parallax.report.Report;
import dev.parallax.store.StoredSweep;
import dev.parallax.sweep.Sweeps;
import java.util.List;
import java.util.Optional;

/**
 * The sweeps of before, as pages compare with them. What was compared once is kept: another sweep
 * has to be read for it.
 */
public final class LastHealthyCache implements LastHealthy.Archive {
  private static final int KEPT = 64;

  private final Sweeps sweeps;
  private final VerdictHistory chronicle;
  private final Cache<SweepId, List<Diff>> compared =
      Caffeine.newBuilder().maximumSize(KEPT).build();

  public LastHealthyCache(Sweeps sweeps, VerdictHistory chronicle) {
    this.sweeps = sweeps;
    this.chronicle = chronicle;
  }

  /** The report of a sweep; of a complete one with what changed since its targets were well. */
  public Report report(StoredSweep stored) {
    var report = Report.of(stored.sweep(), stored.verdicts(), ExitPolicy.DEFAULT);
    return stored.complete()
        ? report.with(
            compared.get(stored.sweep().id(), id -> LastHealthy.with(report, this).history()))
        : report;
  }

  @Override
  public List<LastHealthy.Said> before(Sweep sweep, Target target) {
    return chronicle.of(target).reversed().stream()
        .filter(past -> past.at().isBefore(sweep.startedAt()))
        .map(past -> new LastHealthy.Said(past.sweep(), past.at(), past.well()))
        .toList();
  }

  @Override
  public Optional<Report> report(SweepId sweep, Target target) {
    return sweeps
        .find(sweep)
        .map(stored -> Report.of(stored.sweep(), stored.verdicts(), ExitPolicy.DEFAULT, target));
  }
}
