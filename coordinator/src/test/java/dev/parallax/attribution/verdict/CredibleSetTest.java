package dev.parallax.attribution.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.inference.HypothesisPosterior;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The credible set is the smallest set of causes with 95 % of the mass. */
class CredibleSetTest {
  private static final List<Cause> CAUSES =
      Arrays.stream(Cause.values()).filter(cause -> cause != Cause.UNKNOWN).toList();

  @Test
  void certainCause_isAlone() {
    assertEquals(List.of(0.97), masses(of(0.02, 0.97, 0.01)));
  }

  @Test
  void exactly95Percent_isEnough() {
    assertEquals(List.of(0.75, 0.25), masses(of(0.25, 0.75)));
    assertEquals(List.of(0.95), masses(of(0.95, 0.05)));
  }

  @Test
  void anyMasses_theSetReaches95Percent_andIsSmallest() {
    var random = new Random(20260101);
    for (int i = 0; i < 500; i++) {
      var set = of(random.doubles(1 + random.nextInt(CAUSES.size())).map(x -> x * x).toArray());
      double mass = masses(set).stream().mapToDouble(Double::doubleValue).sum();
      double least = set.members().getLast().mass();
      assertTrue(mass >= 0.95 - 1e-12, () -> "mass " + mass);
      assertTrue(mass - least < 0.95, () -> "mass without the last member " + (mass - least));
      set.beliefs().stream()
          .filter(belief -> !set.members().contains(belief))
          .forEach(belief -> assertTrue(belief.mass() <= least, belief::toString));
    }
  }

  @Test
  void placesWithTheSameVantages_theNetworkIsNamed() {
    var ids = List.of(new VantageId("ap-c"));
    var region = belief(Cause.SNI_FILTER, new Scope(Scope.Attribute.REGION, "ap", ids), 0.6);
    var network = belief(Cause.SNI_FILTER, new Scope(Scope.Attribute.NETWORK, "ap-c", ids), 0.4);

    assertEquals(network, CredibleSet.of(List.of(region, network)).leading());
  }

  @Test
  void networkWithOtherVantages_isNotNamed() {
    var one = List.of(new VantageId("ap-c"));
    var two = List.of(new VantageId("ap-c"), new VantageId("ap-d"));
    var region = belief(Cause.SNI_FILTER, new Scope(Scope.Attribute.REGION, "ap", two), 0.6);
    var network = belief(Cause.SNI_FILTER, new Scope(Scope.Attribute.NETWORK, "ap-c", one), 0.4);

    assertEquals(region, CredibleSet.of(List.of(region, network)).leading());
  }

  /** One cause for each weight, normalised. */
  private static CredibleSet of(double... weights) {
    double total = Arrays.stream(weights).sum();
    var beliefs = new ArrayList<HypothesisPosterior>();
    for (int i = 0; i < weights.length; i++) {
      var scope = new Scope(Scope.Attribute.EVERYONE, "", List.of());
      beliefs.add(belief(CAUSES.get(i), scope, weights[i] / total));
    }
    return CredibleSet.of(beliefs);
  }

  private static HypothesisPosterior belief(Cause cause, Scope scope, double mass) {
    return new HypothesisPosterior(new Hypothesis.Key(cause, scope), null, mass);
  }

  private static List<Double> masses(CredibleSet set) {
    return set.members().stream().map(HypothesisPosterior::mass).toList();
  }
}
