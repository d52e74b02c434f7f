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

/**
 * Receives the events of one sweep. Called from the sweep's own thread, in order; the last call is
 * {@code finished} or {@code failed}.
 */
public interface SweepListener {
  /** Ignores every event. */
  SweepListener NONE =
      new SweepListener() {
        @Override
        public void started(SweepId sweep, List<Vantage> vantages) {}

        @Override
        public void roundStarted(
            int number, List<RoundReason> reasons, int trials, Set<VantageId> asked) {}

        @Override
        public void observed(Observation observation) {}

        @Override
        public void finished(Sweep sweep, List<TargetVerdicts> verdicts) {}

        @Override
        public void failed(RuntimeException error) {}
      };

  void started(SweepId sweep, List<Vantage> vantages);

  /**
   * The plan of a round has been sent.
   *
   * @param trials planned over all its vantages
   * @param asked the vantages that received the plan
   */
  void roundStarted(int number, List<RoundReason> reasons, int trials, Set<VantageId> asked);

  /** The observation is stored. */
  void observed(Observation observation);

  void finished(Sweep sweep, List<TargetVerdicts> verdicts);

  void failed(RuntimeException error);
}
