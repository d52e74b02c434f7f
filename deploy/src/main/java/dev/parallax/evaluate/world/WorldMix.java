package dev.parallax.evaluate.world;

import dev.parallax.evaluate.network.FleetDraw;
import dev.parallax.evaluate.network.NoiseLevel;
import dev.parallax.evaluate.network.SeededRandom;

/** A population of cases: its kinds, its noise, and its fleets. */
public record WorldMix(
    double healthy,
    double single,
    double two,
    double leftOut,
    NoiseLevel noise,
    FleetDraw.Shape shape) {
  public static final WorldMix IN_MODEL =
      new WorldMix(0.22, 0.68, 0.10, 0, NoiseLevel.USUAL, FleetDraw.Shape.USUAL);
  public static final WorldMix LEFT_OUT =
      new WorldMix(0, 0, 0, 1, NoiseLevel.USUAL, FleetDraw.Shape.USUAL);
  public static final WorldMix HEALTHY =
      new WorldMix(1, 0, 0, 0, NoiseLevel.USUAL, FleetDraw.Shape.USUAL);
  public static final WorldMix OTHER_FLEETS =
      new WorldMix(0.22, 0.68, 0.10, 0, NoiseLevel.USUAL, FleetDraw.Shape.SHIFTED);
  public static final WorldMix MORE_NOISE =
      new WorldMix(0.22, 0.68, 0.10, 0, NoiseLevel.SHIFTED, FleetDraw.Shape.USUAL);

  WorldDraw.Kind kind(SeededRandom draw) {
    return switch (draw.weighted(healthy, single, two, leftOut)) {
      case 0 -> WorldDraw.Kind.HEALTHY;
      case 1 -> WorldDraw.Kind.ONE;
      case 2 -> WorldDraw.Kind.TWO;
      default -> WorldDraw.Kind.LEFT_OUT;
    };
  }
}
