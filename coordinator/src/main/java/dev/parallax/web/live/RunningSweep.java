package dev.parallax.web.live;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.sweep.event.SweepListener;
import dev.parallax.sweep.request.SweepRequest;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The progress of one sweep. Written by the sweep's thread, read by pages. */
public final class RunningSweep implements SweepListener {
  private final SweepId id;
  private final SweepRequest request;
  private final Instant since;
  private final Runner runner;
  private volatile RoundProgress progress = new RoundProgress(0, List.of(), 0, 0, 0);

  /** Notified when the sweep has ended. */
  interface Runner {
    void finished(RunningSweep sweep, Sweep whole, List<TargetVerdicts> verdicts);

    void failed(RunningSweep sweep, RuntimeException error);
  }

  /**
   * The running round.
   *
   * @param round 0 before the first
   * @param planned its trials
   * @param seen of these
   * @param total observations of all rounds
   */
  public record RoundProgress(
      int round, List<RoundReason> reasons, int planned, int seen, int total) {
    public RoundProgress {
      reasons = List.copyOf(reasons);
    }

    RoundProgress oneMore() {
      return new RoundProgress(round, reasons, planned, Math.min(seen + 1, planned), total + 1);
    }
  }

  RunningSweep(SweepId id, SweepRequest request, Instant since, Runner runner) {
    this.id = id;
    this.request = request;
    this.since = since;
    this.runner = runner;
  }

  public SweepId id() {
    return id;
  }

  public SweepRequest request() {
    return request;
  }

  Instant since() {
    return since;
  }

  public RoundProgress progress() {
    return progress;
  }

  @Override
  public void started(SweepId sweep, List<Vantage> vantages) {}

  @Override
  public void roundStarted(
      int number, List<RoundReason> reasons, int trials, Set<VantageId> asked) {
    progress = new RoundProgress(number, reasons, trials, 0, progress.total());
  }

  @Override
  public void observed(Observation observation) {
    progress = progress.oneMore();
  }

  @Override
  public void finished(Sweep sweep, List<TargetVerdicts> verdicts) {
    runner.finished(this, sweep, verdicts);
  }

  @Override
  public void failed(RuntimeException error) {
    runner.failed(this, error);
  }
}
