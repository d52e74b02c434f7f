package dev.parallax.evaluate;

import dev.parallax.sweep.Limits;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Worlds that are drawn alike; of one seed each population draws its own. */
enum Population {
  TRAIN,
  CALIBRATION,
  TEST,
  LEFT_OUT,
  HEALTHY,
  OTHER_FLEETS,
  MORE_NOISE;

  private Mix mix() {
    return switch (this) {
      case TRAIN, CALIBRATION, TEST -> Mix.IN_MODEL;
      case LEFT_OUT -> Mix.LEFT_OUT;
      case HEALTHY -> Mix.HEALTHY;
      case OTHER_FLEETS -> Mix.OTHER_FLEETS;
      case MORE_NOISE -> Mix.MORE_NOISE;
    };
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Population> of(String word) {
    return Stream.of(values()).filter(it -> it.word().equals(word)).findFirst();
  }

  Case draw(long seed, long index) {
    return Case.of(Draw.mix(seed * 31 + word().hashCode()), index, mix());
  }

  /** The same world as {@link #draw}'s, with nothing asked yet. */
  Simulation simulation(long seed, long index) {
    var draw = Draw.of(Draw.mix(seed * 31 + word().hashCode()), index);
    var world = new WorldDraw(draw, mix()).world();
    return new Simulation(world, draw.split());
  }

  /** The same world under other limits. */
  Simulation simulation(long seed, long index, Limits limits) {
    var draw = Draw.of(Draw.mix(seed * 31 + word().hashCode()), index);
    var world = new WorldDraw(draw, mix()).world();
    return new Simulation(world, draw.split(), world.settings().request().within(limits));
  }

  String key(long seed, long index) {
    return seed + ":" + index + (this == TEST ? "" : ":" + word());
  }
}
