package dev.parallax.rpc.operator;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.LastHealthy;
import dev.parallax.report.Report;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import dev.parallax.v1.LastHealthySweep;
import dev.parallax.watch.history.PastSweeps;
import dev.parallax.wire.Wire;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The stored sweeps with which an operator compares a sweep. */
final class EarlierSweeps {
  private static final Logger log = LoggerFactory.getLogger(EarlierSweeps.class);

  private final PastSweeps past;

  /**
   * @param store the verdicts of earlier sweeps
   * @param sweeps a sweep by its id
   */
  EarlierSweeps(Store store, Function<SweepId, Optional<StoredSweep>> sweeps) {
    this.past = new PastSweeps(store, sweeps);
  }

  /** Empty when the store fails: the sweep itself is not lost with its comparison. */
  List<LastHealthySweep> lastHealthy(Sweep sweep, List<TargetVerdicts> verdicts) {
    try {
      var report = Report.of(sweep, verdicts, ExitPolicy.DEFAULT);
      return LastHealthy.search(report, past).stream().map(EarlierSweeps::toProto).toList();
    } catch (RuntimeException unreadable) {
      log.warn("the sweeps before {} cannot be read", sweep.id(), unreadable);
      return List.of();
    }
  }

  private static LastHealthySweep toProto(LastHealthy.Earlier earlier) {
    return LastHealthySweep.newBuilder()
        .setSweep(Wire.toProto(earlier.report().sweep()))
        .addAllVerdicts(earlier.report().verdicts().stream().map(Wire::toProto).toList())
        .setFirstOtherwiseId(earlier.firstOtherwise().sweep().value())
        .setFirstOtherwiseAt(Wire.toProto(earlier.firstOtherwise().startedAt()))
        .build();
  }
}
