package dev.parallax.evaluate.world;

import dev.parallax.evaluate.fault.CommonFaults;
import dev.parallax.evaluate.fault.ControlFaults;
import dev.parallax.evaluate.network.FleetDraw;
import dev.parallax.evaluate.network.NoiseLevel;
import dev.parallax.evaluate.network.SeededRandom;

/**
 * A population of cases: its kinds, its noise, and its fleets.
 *
 * @param common share of cases with a fault of {@link CommonFaults}
 * @param small share of fleets of {@link FleetDraw.Shape#SMALL}
 * @param controls whether reference sites fail as {@link ControlFaults} draws it
 */
public record WorldMix(
    double healthy,
    double single,
    double two,
    double leftOut,
    double common,
    double small,
    boolean controls,
    NoiseLevel noise,
    FleetDraw.Shape shape) {
  public static final WorldMix IN_MODEL =
      new WorldMix(0.22, 0.68, 0.10, 0, 0, 0, false, NoiseLevel.USUAL, FleetDraw.Shape.USUAL);
  public static final WorldMix LEFT_OUT =
      new WorldMix(0, 0, 0, 1, 0, 0, false, NoiseLevel.USUAL, FleetDraw.Shape.USUAL);
  public static final WorldMix HEALTHY =
      new WorldMix(1, 0, 0, 0, 0, 0, false, NoiseLevel.USUAL, FleetDraw.Shape.USUAL);
  public static final WorldMix OTHER_FLEETS =
      new WorldMix(0.22, 0.68, 0.10, 0, 0, 0, false, NoiseLevel.USUAL, FleetDraw.Shape.SHIFTED);
  public static final WorldMix MORE_NOISE =
      new WorldMix(0.22, 0.68, 0.10, 0, 0, 0, false, NoiseLevel.SHIFTED, FleetDraw.Shape.USUAL);

  /** Fleets, reference sites and faults of users; the weights add up to 1. */
  public static final WorldMix USERS =
      new WorldMix(0.2, 0.45, 0.05, 0, 0.3, 0.6, true, NoiseLevel.USUAL, FleetDraw.Shape.USUAL);

  FleetDraw.Shape fleet(SeededRandom draw) {
    return small > 0 && draw.chance(small) ? FleetDraw.Shape.SMALL : shape;
  }

  WorldDraw.Kind kind(SeededRandom draw) {
    return switch (draw.weighted(healthy, single, two, leftOut, common)) {
      case 0 -> WorldDraw.Kind.HEALTHY;
      case 1 -> WorldDraw.Kind.ONE;
      case 2 -> WorldDraw.Kind.TWO;
      case 4 -> WorldDraw.Kind.COMMON;
      default -> WorldDraw.Kind.LEFT_OUT;
    };
  }
}
