package dev.parallax.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The invariants of records: values, copies, bounds. */
final class RecordsTest {
  private final SweepValues values = new SweepValues(5);

  @Test
  void bytesAreAValue() {
    var content = new byte[] {1, 2};
    var bytes = Bytes.copyOf(content);
    content[0] = 9;
    assertEquals(Bytes.copyOf(new byte[] {1, 2}), bytes);
    bytes.toArray()[0] = 9;
    assertEquals("0102", bytes.toString());
    assertNotEquals(Bytes.EMPTY, bytes);
  }

  @Test
  void whatAFailureSaidIsBounded() {
    var failure = new Failure(Step.TCP, FailureWord.UNKNOWN, "x".repeat(1_000));
    assertEquals(300, failure.detail().length());
  }

  @Test
  void listsAreCopied() {
    var probes = new ArrayList<>(List.of(values.probe()));
    var plan = new ProbePlan(1, probes, HelloRecipe.STANDARD, Duration.ZERO, Duration.ofSeconds(5));
    probes.clear();
    assertEquals(1, plan.probes().size());
    assertThrows(UnsupportedOperationException.class, () -> plan.probes().clear());
  }

  @Test
  void aPlanHasRoundProbesAndTimeout() {
    var probes = List.of(values.probe());
    var five = Duration.ofSeconds(5);
    var hello = HelloRecipe.STANDARD;
    assertThrows(
        IllegalArgumentException.class, () -> new ProbePlan(0, probes, hello, Duration.ZERO, five));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProbePlan(1, List.of(), hello, Duration.ZERO, five));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProbePlan(1, probes, hello, Duration.ZERO, Duration.ZERO));
  }

  @Test
  void aNetworkIsTheAsnElseIspElseProviderElseTheVantage() {
    assertEquals("AS64500", network(Map.of("asn", "AS64500", "isp", "a", "provider", "p")));
    assertEquals("a", network(Map.of("isp", "a", "provider", "p")));
    assertEquals("p", network(Map.of("provider", "p")));
    assertEquals("v", network(Map.of("region", "eu")));
  }

  @Test
  void aSweepSharesReferencesAndSplitsTheRest() {
    var one = Target.parse("one.example");
    var two = Target.parse("two.example");
    var ofOne = observation(one.name(), Arm.BASE);
    var ofTwo = observation(two.name(), Arm.BASE);
    var reference = observation("https://reference.example", Arm.REFERENCE);
    var filled = sweepOf(one, two).withObservations(List.of(ofOne, ofTwo, reference));
    assertEquals(List.of(ofOne, reference), filled.targets().get(0).observations());
    assertEquals(List.of(ofTwo, reference), filled.targets().get(1).observations());
  }

  private static String network(Map<String, String> labels) {
    return new Vantage(new VantageId("v"), labels, "0.1.0", Optional.empty(), Map.of()).network();
  }

  private Observation observation(String target, Arm arm) {
    var key =
        new TrialKey(new SweepId("s"), 1, target, new VantageId("v"), arm, "", Optional.empty(), 1);
    return new Observation(key, values.hash(), new Outcome.Ok(), Steps.NONE);
  }

  private Sweep sweepOf(Target... targets) {
    var empty = values.sweep();
    return new Sweep(
        empty.id(),
        empty.startedAt(),
        empty.took(),
        false,
        List.of(),
        List.of(),
        empty.coverage(),
        List.of(targets).stream()
            .map(target -> new TargetResults(target, Map.of(), List.of()))
            .toList());
  }
}
