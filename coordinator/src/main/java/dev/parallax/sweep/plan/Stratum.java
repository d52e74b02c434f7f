package dev.parallax.sweep.plan;

import dev.parallax.model.vantage.Label;
import dev.parallax.model.vantage.Vantage;

/** The vantages of one network and region with the same resolver. */
record Stratum(String network, String region, String resolver) {
  static Stratum of(Vantage vantage) {
    return new Stratum(
        vantage.network(),
        vantage.label(Label.REGION).or(() -> vantage.label(Label.COUNTRY)).orElse(""),
        vantage.facts().getOrDefault("resolver", ""));
  }
}
