package dev.parallax.store;

import dev.parallax.model.Sweep;
import dev.parallax.model.TargetVerdicts;
import java.util.List;

/**
 * A sweep as the store has it.
 *
 * @param sweep with every observation stored so far
 * @param complete false while it runs, and for one that the coordinator's end interrupted
 * @param verdicts those saved last; empty while it runs
 */
public record StoredSweep(Sweep sweep, boolean complete, List<TargetVerdicts> verdicts) {
  public StoredSweep {
    verdicts = List.copyOf(verdicts);
  }
}
