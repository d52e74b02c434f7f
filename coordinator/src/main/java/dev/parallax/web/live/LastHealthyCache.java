package dev.parallax.web.live;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.report.Diff;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.LastHealthy;
import dev.parallax.report.Report;
import dev.parallax.store.StoredSweep;
import dev.parallax.sweep.Sweeps;
import java.util.List;
import java.util.Optional;

/**
 * Earlier sweeps for comparisons on pages. A comparison is cached, because it requires another
 * sweep to be read.
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

  /**
   * The report of a sweep; for a complete sweep with the changes since its targets were healthy.
   */
  public Report report(StoredSweep stored) {
    var report = Report.of(stored.sweep(), stored.verdicts(), ExitPolicy.DEFAULT);
    return stored.complete()
        ? report.with(compared.get(stored.sweep().id(), id -> compared(report)))
        : report;
  }

  private List<Diff> compared(Report report) {
    return LastHealthy.with(report, LastHealthy.search(report, this)).history();
  }

  @Override
  public List<LastHealthy.PastHealth> before(Sweep sweep, Target target) {
    return chronicle.of(target).reversed().stream()
        .filter(past -> past.at().isBefore(sweep.startedAt()))
        .map(past -> new LastHealthy.PastHealth(past.sweep(), past.at(), past.well()))
        .toList();
  }

  @Override
  public Optional<Report> report(SweepId sweep, Target target) {
    return sweeps
        .find(sweep)
        .map(stored -> Report.of(stored.sweep(), stored.verdicts(), ExitPolicy.DEFAULT, target));
  }
}
