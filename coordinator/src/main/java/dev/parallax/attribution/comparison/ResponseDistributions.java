package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.ServerResponses;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.plan.Arm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The response distributions of one comparison, by request. */
public final class ResponseDistributions {
  private final Map<String, ResponseDistribution> byQuestion = new HashMap<>();
  private final List<ResponseDistribution> all = new ArrayList<>();
  private final double noise;

  private ResponseDistributions(double noise) {
    this.noise = noise;
  }

  public static ResponseDistributions of(List<SymptomCounts> vantages) {
    var distributions = new ResponseDistributions(noise(vantages));
    for (var vantage : vantages) {
      vantage
          .cells()
          .forEach(
              (key, seen) ->
                  distributions
                      .of(key)
                      .ifPresent(responses -> responses.add(ComparedCell.discounted(seen))));
    }
    return distributions;
  }

  private static double noise(List<SymptomCounts> vantages) {
    return vantages.stream()
        .mapToDouble(counted -> NoiseRates.of(counted.vantage()).noise())
        .average()
        .orElse(NoiseModel.FAILURE);
  }

  /** Empty for a request that every server without a fault answers in one way. */
  public Optional<ResponseDistribution> of(ComparedCell.Key key) {
    return ServerResponses.of(key.arm()).size() > 1
        ? Optional.of(
            byQuestion.computeIfAbsent(key.arm() + "/" + question(key), name -> add(key.arm())))
        : Optional.empty();
  }

  /** The server responds to the first control as to later controls. */
  private static String question(ComparedCell.Key key) {
    return key.question().equals(ClassifiedTrial.FIRST) ? "" : key.question();
  }

  private ResponseDistribution add(Arm arm) {
    all.add(new ResponseDistribution(all.size(), ServerResponses.of(arm), noise));
    return all.getLast();
  }

  public int size() {
    return all.size();
  }

  public ResponseDistribution get(int index) {
    return all.get(index);
  }
}
