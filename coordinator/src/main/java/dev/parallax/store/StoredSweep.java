package dev.parallax.store;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.TargetVerdicts;
import java.util.List;

/**
 * A stored sweep.
 *
 * @param sweep with every observation stored so far
 * @param complete false while it runs, and after an interruption by the coordinator's end
 * @param verdicts the last saved verdicts; empty while it runs
 */
public record StoredSweep(Sweep sweep, boolean complete, List<TargetVerdicts> verdicts) {
  public StoredSweep {
    verdicts = List.copyOf(verdicts);
  }
}
