package dev.parallax.evaluate.network;

/**
 * The noise of a population.
 *
 * @param most maximum packet loss of a network's path, one direction
 * @param bursty share of vantages with loss bursts
 * @param offline share of vantages that are offline
 * @param sick share of sweeps with an additional faulty vantage
 * @param reference share of sweeps with a reference site down
 * @param hiccups share of handshakes that fail without a cause
 */
public record NoiseLevel(
    double most, double bursty, double offline, double sick, double reference, double hiccups) {
  public static final NoiseLevel USUAL = new NoiseLevel(0.08, 0.06, 0.03, 0.08, 0.05, 0.001);
  public static final NoiseLevel SHIFTED = new NoiseLevel(0.14, 0.2, 0.08, 0.2, 0.15, 0.004);

  double loss(SeededRandom draw) {
    return switch (draw.weighted(45, 40, 15)) {
      case 0 -> draw.between(0.0, most / 16);
      case 1 -> draw.between(0.0, most / 4);
      default -> draw.between(most / 4, most);
    };
  }

  GilbertElliott bursts(SeededRandom draw) {
    return draw.chance(bursty) ? GilbertElliott.drawn(draw) : GilbertElliott.NONE;
  }
}
