package dev.parallax.web.live;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.Fixture;
import dev.parallax.store.StoredSweep;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.VantageSelector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A snapshot of a running sweep is made again after four times its own cost. */
final class SnapshotsTest {
  private static final Duration WORK = Duration.ofSeconds(2);
  private static final Observation SEEN =
      Fixture.sweep().targets().getFirst().observations().getFirst();

  private static final SweepRequest REQUEST =
      new SweepRequest(
          List.of(Fixture.SHOP),
          VantageSelector.parse(""),
          List.of(),
          1,
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Set.of());

  private final AtomicLong nanos = new AtomicLong();
  private int made;
  private final Snapshots snapshots = new Snapshots(this::find, nanos::get);
  private final RunningSweep sweep =
      new RunningSweep(Fixture.ID, REQUEST, Fixture.sweep().startedAt(), new NoRunner());

  private Optional<StoredSweep> find(SweepId id) {
    made++;
    nanos.addAndGet(WORK.toNanos());
    return Optional.empty();
  }

  private static final class NoRunner implements RunningSweep.Runner {
    @Override
    public void finished(RunningSweep sweep, Sweep whole, List<TargetVerdicts> verdicts) {}

    @Override
    public void failed(RunningSweep sweep, RuntimeException error) {}
  }

  @Test
  void newObservations_waitForThePause() {
    snapshots.of(sweep);
    sweep.observed(SEEN);
    nanos.addAndGet(WORK.multipliedBy(4).toNanos() - 1);
    snapshots.of(sweep);
    assertEquals(1, made);
    nanos.incrementAndGet();
    snapshots.of(sweep);
    assertEquals(2, made);
  }

  @Test
  void noNewObservation_keepsTheSnapshot() {
    snapshots.of(sweep);
    nanos.addAndGet(Duration.ofHours(1).toNanos());
    snapshots.of(sweep);
    assertEquals(1, made);
  }
}
