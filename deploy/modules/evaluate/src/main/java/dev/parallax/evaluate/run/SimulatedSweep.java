package dev.parallax.evaluate.run;

import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.score.AcceptableAnswer;
import dev.parallax.evaluate.score.Oracle;
import dev.parallax.evaluate.simulate.Simulation;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.evaluate.world.WorldDraw;
import dev.parallax.evaluate.world.WorldMix;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One simulated sweep with its true faults.
 *
 * @param ends seconds from the start to the end of each round
 */
public record SimulatedSweep(
    long seed,
    long index,
    SimulatedWorld world,
    Sweep sweep,
    List<Double> ends,
    List<AcceptableAnswer> answers) {

  /**
   * @param change of the drawn world before its sweep
   */
  static SimulatedSweep of(
      long seed, long index, WorldMix mix, UnaryOperator<SimulatedWorld> change) {
    var draw = SeededRandom.of(seed, index);
    var world = change.apply(new WorldDraw(draw, mix).world());
    var simulation = new Simulation(world, draw.split());
    var sweep = simulation.run();
    return new SimulatedSweep(seed, index, world, sweep, simulation.ends(), Oracle.answers(world));
  }

  public TargetResults results() {
    return sweep.targets().getFirst();
  }

  int handshakes() {
    return sweep.rounds().stream().mapToInt(round -> round.handshakes()).sum();
  }
}
