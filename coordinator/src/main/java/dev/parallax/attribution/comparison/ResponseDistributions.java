package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.ServerResponses;
import dev.parallax.attribution.symptom.ProbeVariant;
import dev.parallax.model.plan.Arm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The response distributions of one comparison, by request. */
public final class ResponseDistributions {
  private final Map<ArmRequest, ResponseDistribution> byRequest = new HashMap<>();
  private final List<ResponseDistribution> all = new ArrayList<>();
  private final double noise;

  /** A request that the server answers by one distribution: the first control as later controls. */
  private record ArmRequest(Arm arm, ProbeVariant variant) {
    static ArmRequest of(CellKey key) {
      return new ArmRequest(
          key.arm(),
          key.variant() == ProbeVariant.ControlTurn.FIRST
              ? ProbeVariant.ControlTurn.LATER
              : key.variant());
    }
  }

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
  public Optional<ResponseDistribution> of(CellKey key) {
    return ServerResponses.of(key.arm()).size() > 1
        ? Optional.of(byRequest.computeIfAbsent(ArmRequest.of(key), request -> add(request.arm())))
        : Optional.empty();
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
