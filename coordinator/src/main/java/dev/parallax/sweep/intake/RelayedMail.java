package dev.parallax.sweep.intake;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.SweepId;
import dev.parallax.store.relay.RelayStore;
import dev.parallax.store.relay.RelayedBatch;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Reads what other coordinators stored for sweeps of this coordinator, and delivers it as if the
 * agents were connected here. Each batch is delivered once.
 */
public final class RelayedMail {
  private final RelayStore store;
  private final CheckQueue checks;
  private final BiConsumer<SweepId, Mail> sweeps;

  /** The last number that was read, for each sweep and relay. */
  @GuardedBy("this")
  private final Map<SweepId, Map<String, Long>> read = new HashMap<>();

  RelayedMail(RelayStore store, CheckQueue checks, BiConsumer<SweepId, Mail> sweeps) {
    this.store = store;
    this.checks = checks;
    this.sweeps = sweeps;
  }

  /**
   * The observations that are stored now need no delivery, because the caller reads them from the
   * store after this call.
   */
  public synchronized void skipObservations(SweepId sweep) {
    for (var batch : store.batches(sweep, Map.of())) {
      if (batch.batch() instanceof RelayedBatch.Rows) {
        mark(sweep, batch);
      }
    }
  }

  /** Delivers what was stored since the last call. */
  public synchronized void deliver(SweepId sweep) {
    for (var batch : store.batches(sweep, read.getOrDefault(sweep, Map.of()))) {
      deliver(sweep, batch.batch());
      mark(sweep, batch);
    }
  }

  /** The sweep has ended. */
  public synchronized void forget(SweepId sweep) {
    read.remove(sweep);
  }

  @GuardedBy("this")
  private void mark(SweepId sweep, RelayedBatch.Numbered batch) {
    read.computeIfAbsent(sweep, fresh -> new HashMap<>()).put(batch.relay(), batch.number());
  }

  private void deliver(SweepId sweep, RelayedBatch batch) {
    switch (batch) {
      case RelayedBatch.Rows rows -> store.observations(sweep, rows).forEach(this::deliver);
      case RelayedBatch.Finished(var _, var vantage, var round, var understood) ->
          sweeps.accept(sweep, new Mail.PlanFinished(vantage, round, understood));
      case RelayedBatch.Sighted(var _, var vantage, var round, var seen, var last) ->
          sweeps.accept(sweep, new Mail.Sighted(vantage, round, seen, last));
    }
  }

  private void deliver(Observation seen) {
    boolean checked = checks.wants(seen);
    sweeps.accept(seen.key().sweep(), new Mail.Observed(seen, checked));
    if (checked) {
      checks.add(seen, Intake.OVERHEAD);
    }
  }
}
