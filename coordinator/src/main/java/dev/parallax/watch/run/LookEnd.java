package dev.parallax.watch.run;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.sweep.event.SweepListener;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Waits for the end of a look or sweep. */
record LookEnd(BiConsumer<Sweep, List<TargetVerdicts>> finish, Consumer<RuntimeException> failure)
    implements SweepListener {
  @Override
  public void started(SweepId sweep, List<Vantage> vantages) {}

  @Override
  public void roundStarted(
      int number, List<RoundReason> reasons, int trials, Set<VantageId> asked) {}

  @Override
  public void observed(Observation observation) {}

  @Override
  public void finished(Sweep sweep, List<TargetVerdicts> verdicts) {
    finish.accept(sweep, verdicts);
  }

  @Override
  public void failed(RuntimeException error) {
    failure.accept(error);
  }
}
