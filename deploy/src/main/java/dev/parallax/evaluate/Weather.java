package dev.parallax.evaluate;

import dev.parallax.model.Hypothesis;

/**
 * Packets lost on a place's own way, as on any: nobody's fault until it is so much that to name it
 * is no mistake.
 */
final class Weather extends Fault {
  Weather() {
    super(Hypothesis.N0, Locus.PATH, "own way loses packets");
  }
}
