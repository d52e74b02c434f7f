package dev.parallax.sweep.event;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
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

  public Audience(SweepListener operator, List<SweepListener> watchers) {
    this.operator = operator;
    this.watchers = List.copyOf(watchers);
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
    for (var watcher : watchers) {
      try {
        event.accept(watcher);
      } catch (RuntimeException defect) {
        log.error("a watcher of the sweep failed", defect);
      }
    }
  }
}
