package dev.parallax.evaluate.run;

import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.simulate.Simulation;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.evaluate.world.WorldDraw;
import dev.parallax.evaluate.world.WorldMix;
import dev.parallax.sweep.request.SweepLimits;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Populations of simulated sweeps; with the same seed each population draws its own sweeps. */
public enum Population {
  TRAIN,
  CALIBRATION,
  TEST,
  LEFT_OUT,
  HEALTHY,
  OTHER_FLEETS,
  MORE_NOISE,
  USERS;

  private WorldMix mix() {
    return switch (this) {
      case TRAIN, CALIBRATION, TEST -> WorldMix.IN_MODEL;
      case LEFT_OUT -> WorldMix.LEFT_OUT;
      case HEALTHY -> WorldMix.HEALTHY;
      case OTHER_FLEETS -> WorldMix.OTHER_FLEETS;
      case MORE_NOISE -> WorldMix.MORE_NOISE;
      case USERS -> WorldMix.USERS;
    };
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Population> of(String word) {
    return Stream.of(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  public SimulatedSweep draw(long seed, long index) {
    return draw(seed, index, UnaryOperator.identity());
  }

  /** The same case after a change of its world. */
  public SimulatedSweep draw(long seed, long index, UnaryOperator<SimulatedWorld> change) {
    return SimulatedSweep.of(SeededRandom.mix(seed * 31 + word().hashCode()), index, mix(), change);
  }

  /** The same case as {@link #draw}, before its first round. */
  public Simulation simulation(long seed, long index) {
    var draw = SeededRandom.of(SeededRandom.mix(seed * 31 + word().hashCode()), index);
    var world = new WorldDraw(draw, mix()).world();
    return new Simulation(world, draw.split());
  }

  /** The same world under other limits. */
  public Simulation simulation(long seed, long index, SweepLimits limits) {
    var draw = SeededRandom.of(SeededRandom.mix(seed * 31 + word().hashCode()), index);
    var world = new WorldDraw(draw, mix()).world();
    return new Simulation(world, draw.split(), world.settings().request().within(limits));
  }

  String key(long seed, long index) {
    return seed + ":" + index + (this == TEST ? "" : ":" + word());
  }
}
