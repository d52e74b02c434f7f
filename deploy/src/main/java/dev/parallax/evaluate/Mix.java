package dev.parallax.evaluate;

/** A population of worlds: which kinds, how noisy, with what fleets. */
record Mix(
    double healthy, double one, double two, double leftOut, Noise noise, FleetDraw.Shape shape) {
  static final Mix IN_MODEL = new Mix(0.22, 0.68, 0.10, 0, Noise.USUAL, FleetDraw.Shape.USUAL);
  static final Mix LEFT_OUT = new Mix(0, 0, 0, 1, Noise.USUAL, FleetDraw.Shape.USUAL);
  static final Mix HEALTHY = new Mix(1, 0, 0, 0, Noise.USUAL, FleetDraw.Shape.USUAL);
  static final Mix OTHER_FLEETS =
      new Mix(0.22, 0.68, 0.10, 0, Noise.USUAL, FleetDraw.Shape.SHIFTED);
  static final Mix MORE_NOISE = new Mix(0.22, 0.68, 0.10, 0, Noise.SHIFTED, FleetDraw.Shape.USUAL);

  WorldDraw.Kind kind(Draw draw) {
    return switch (draw.weighted(healthy, one, two, leftOut)) {
      case 0 -> WorldDraw.Kind.HEALTHY;
      case 1 -> WorldDraw.Kind.ONE;
      case 2 -> WorldDraw.Kind.TWO;
      default -> WorldDraw.Kind.LEFT_OUT;
    };
  }
}
