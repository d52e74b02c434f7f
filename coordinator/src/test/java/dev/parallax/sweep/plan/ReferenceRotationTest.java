package dev.parallax.sweep.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.value.SweepId;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.request.SweepSettings;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** No reference site is probed in every sweep, and a sweep probes few. */
final class ReferenceRotationTest {
  private static final List<String> SWEEPS =
      IntStream.range(0, 60).mapToObj(i -> "20260301-1200" + (10 + i) + "-test").toList();

  @Test
  void defaults_areOfTwelveSites() {
    assertEquals(12, new HashSet<>(SweepSettings.DEFAULT_REFERENCES).size());
  }

  @Test
  void aSweep_probesThreeOfALongerList_andEverySiteHasItsTurn() {
    var seen = new HashSet<String>();
    for (var sweep : SWEEPS) {
      var sites = sites(SweepSettings.DEFAULT_REFERENCES, sweep);
      assertEquals(3, new HashSet<>(sites).size(), () -> sweep + " " + sites);
      assertEquals(sites, sites(SweepSettings.DEFAULT_REFERENCES, sweep), "the same sweep");
      seen.addAll(sites);
    }
    assertEquals(12, seen.size(), seen::toString);
  }

  @Test
  void threeOrFewer_areProbedInEverySweep() {
    var three = List.of("https://a.test", "https://b.test", "https://c.test");
    for (var sweep : SWEEPS) {
      assertEquals(three, sites(three, sweep));
      assertEquals(List.of(), sites(List.of(), sweep));
    }
  }

  @Test
  void looksOfATarget_haveDifferentReferences() {
    var seen = new HashSet<String>();
    for (var sweep : SWEEPS) {
      var sites = references(look(sweep));
      assertEquals(1, sites.size(), sites::toString);
      seen.addAll(sites);
    }
    assertTrue(seen.size() > 6, seen::toString);
  }

  private static List<String> sites(List<String> references, String sweep) {
    var planner = planner(references);
    return references(
        (NextStep.Ask)
            planner.begin(
                SampleSweep.request(Duration.ofSeconds(20), "all", SampleSweep.SHOP),
                header(sweep)));
  }

  private static NextStep.Ask look(String sweep) {
    return (NextStep.Ask)
        planner(SweepSettings.DEFAULT_REFERENCES)
            .look(
                SampleSweep.request(Duration.ofSeconds(20), "all", SampleSweep.SHOP),
                header(sweep));
  }

  private static Planner planner(List<String> references) {
    return new Planner(
        new SweepSettings(
            references.stream().map(Target::parse).toList(),
            List.of("control.test"),
            Optional.empty()));
  }

  private static SweepHeader header(String sweep) {
    return new SweepHeader(
        new SweepId(sweep),
        SampleSweep.NOON,
        List.of(SampleSweep.vantage("a")),
        List.of(SampleSweep.SHOP),
        Map.of(),
        Family.ANY);
  }

  private static List<String> references(NextStep.Ask ask) {
    return ask.round().plan().probes().stream()
        .filter(probe -> probe.arm() == Arm.REFERENCE)
        .map(ProbeSpec::variant)
        .toList();
  }
}
