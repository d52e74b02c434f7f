package dev.parallax.evaluate.simulate;

import dev.parallax.model.plan.ProbeSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The order of an agent's trials: controls first, then one trial of each arm in turn. */
final class Interleaving {
  private Interleaving() {}

  record Turn(ProbeSpec probe, int trial) {}

  static List<Turn> of(List<ProbeSpec> probes) {
    var turns = new ArrayList<Turn>();
    probes.forEach(
        probe -> {
          for (int trial = 1; trial <= probe.trials(); trial++) {
            turns.add(new Turn(probe, trial));
          }
        });
    turns.sort(Comparator.comparingInt(Turn::trial).thenComparingInt(turn -> rank(turn.probe())));
    return turns;
  }

  private static int rank(ProbeSpec probe) {
    return switch (probe.arm()) {
      case REFERENCE -> 0;
      case CONTROL_SNI -> 1;
      case NO_SNI -> 2;
      default -> 3;
    };
  }
}
