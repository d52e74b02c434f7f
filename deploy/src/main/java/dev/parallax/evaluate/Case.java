package dev.parallax.evaluate;

import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import java.util.List;

/** One simulated sweep with its truth. */
record Case(long seed, long index, World world, Sweep sweep, List<Answer> answers) {

  static Case of(long seed, long index, Mix mix) {
    var draw = Draw.of(seed, index);
    var world = new WorldDraw(draw, mix).world();
    var sweep = new Simulation(world, draw.split()).run();
    return new Case(seed, index, world, sweep, Oracle.answers(world));
  }

  TargetResults results() {
    return sweep.targets().getFirst();
  }

  int handshakes() {
    return sweep.rounds().stream().mapToInt(round -> round.handshakes()).sum();
  }
}
