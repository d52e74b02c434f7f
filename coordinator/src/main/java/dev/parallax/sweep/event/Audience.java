package dev.parallax.sweep.event;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Forwards the events of a sweep to its operator and its watchers; logs what a watcher throws. */
public final class Audience implements SweepListener {
  private static final Logger log = LoggerFactory.getLogger(Audience.class);

  private final SweepListener operator;
  private final List<SweepListener> watchers;

  /** Of a sweep without a waiting operator, because the coordinator was restarted. */
  public static Audience withoutOperator(List<SweepListener> watchers) {
    return new Audience(SweepListener.NONE, watchers);
  }

  public Audience(SweepListener operator, List<SweepListener> watchers) {
    this.operator = operator;
    this.watchers = new ArrayList<>(watchers);
  }

  /**
   * The listener receives all further events; called from the sweep's thread.
   *
   * @param earlier repeats the events so far
   */
  public void join(SweepListener listener, Consumer<SweepListener> earlier) {
    guarded(listener, earlier);
    watchers.add(listener);
  }

  @Override
  public void started(SweepId sweep, List<Vantage> vantages) {
    operator.started(sweep, vantages);
    tellWatchers(watcher -> watcher.started(sweep, vantages));
  }

  @Override
  public void roundStarted(
      int number, List<RoundReason> reasons, int trials, Set<VantageId> asked) {
    operator.roundStarted(number, reasons, trials, asked);
    tellWatchers(watcher -> watcher.roundStarted(number, reasons, trials, asked));
  }

  @Override
  public void observed(Observation observation) {
    operator.observed(observation);
    tellWatchers(watcher -> watcher.observed(observation));
  }

  @Override
  public void finished(Sweep sweep, List<TargetVerdicts> verdicts) {
    tellWatchers(watcher -> watcher.finished(sweep, verdicts));
    operator.finished(sweep, verdicts);
  }

  @Override
  public void failed(RuntimeException error) {
    tellWatchers(watcher -> watcher.failed(error));
    operator.failed(error);
  }

  private void tellWatchers(Consumer<SweepListener> event) {
    watchers.forEach(watcher -> guarded(watcher, event));
  }

  private static void guarded(SweepListener watcher, Consumer<SweepListener> event) {
    try {
      event.accept(watcher);
    } catch (RuntimeException defect) {
      log.error("a watcher of the sweep failed", defect);
    }
  }
}
