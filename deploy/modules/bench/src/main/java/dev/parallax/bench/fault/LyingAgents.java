package dev.parallax.bench.fault;

import dev.parallax.agent.state.StateFolder;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Sweeps with an agent more, which lies. */
final class LyingAgents {
  private LyingAgents() {}

  static List<FaultKind> all() {
    return Stream.of(LyingAgent.Lie.values())
        .map(lie -> new FaultKind("an agent lies: " + lie.words(), 1, new Lying(lie)))
        .toList();
  }

  private static final class Lying implements Disturbance {
    private final LyingAgent.Lie lie;
    private Optional<LyingAgent> liar = Optional.empty();

    private Lying(LyingAgent.Lie lie) {
      this.lie = lie;
    }

    @Override
    public void prepare(FaultFleet fleet, Chance chance)
        throws StageFailure, IOException, InterruptedException {
      try (var state = StateFolder.open(fleet.liar())) {
        liar = Optional.of(LyingAgent.connect(lie, state.identity(), fleet.address(0)));
      }
      fleet.sweepLiarsToo(true);
    }

    @Override
    public void disturb(FaultFleet fleet, Chance chance) {
      // It lies whenever it receives a plan.
    }

    @Override
    public void restore(FaultFleet fleet) {
      fleet.sweepLiarsToo(false);
      liar.ifPresent(LyingAgent::close);
    }
  }
}
