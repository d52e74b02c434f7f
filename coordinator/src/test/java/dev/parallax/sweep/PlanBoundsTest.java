package dev.parallax.sweep;

import static dev.parallax.sweep.SampleSweep.CUT;
import static dev.parallax.sweep.SampleSweep.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.plan.HandshakeBudget;
import dev.parallax.sweep.plan.PlanFill;
import dev.parallax.sweep.plan.PlannedRound;
import dev.parallax.sweep.plan.Planner;
import dev.parallax.sweep.plan.RoundPart;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.wire.Wire;
import dev.parallax.wire.plan.PlanReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No plan exceeds the limits of an agent. */
@Timeout(120)
final class PlanBoundsTest {
  private static final List<Vantage> FLEET =
      List.of(SampleSweep.vantage("a"), SampleSweep.vantage("b"));

  @Test
  void first_asManyTrialsAsAnAgentTakes_isPlanned() {
    var plan = first(request(targets(1_000, "shop"), 96, Set.of())).plan();

    assertEquals(3_000, plan.probes().size());
    assertEquals(100_000, plan.trials());
    assertTrue(Wire.planBytes(plan).length <= PlanReader.LONGEST);
  }

  @Test
  void first_moreTrials_isRefusedWithTheNumbers() {
    assertEquals(
        "a first look has at most 100000 trials at a vantage, got: 101000 for 1000 targets with"
            + " 97 trials of each probe; 96 trials fit",
        refusal(request(targets(1_000, "shop"), 97, Set.of())));
  }

  @Test
  void first_moreBytes_isRefusedWithTheNumbers() {
    var label = "a".repeat(60);
    var refusal = refusal(request(targets(1_000, label + "." + label + "." + label), 1, Set.of()));

    assertTrue(
        refusal.matches(
            "a first look has at most 1048576 bytes, got: [0-9]{7} for 1000 targets"
                + " with 1 trials of each probe"),
        refusal);
  }

  @Test
  void next_moreQuestionsThanAPlanHolds_someAreLeftForALaterRound() {
    var label = "a".repeat(60);
    var targets = targets(40, label + "." + label + "." + label);
    var planned = planner().next(request(targets, 1, Set.of(Arm.TTL_WALK)), seen(targets));
    var plan = planned.orElseThrow().plan();

    assertTrue(plan.probes().size() > 500, () -> plan.probes().size() + " probes");
    assertEquals(plan, PlanReader.read(Wire.planBytes(plan)).runnable().orElseThrow());
  }

  @Test
  void fill_endsBeforeTheFirstQuestionWithoutRoom() {
    var fill = new PlanFill();
    fill.add(asks(9_999, 1));
    assertFalse(fill.isFull());
    fill.add(asks(2, 1));
    assertTrue(fill.isFull());
    fill.add(asks(1, 1));

    assertEquals(9_999, HandshakeBudget.probes(fill.asks()).size());
  }

  @Test
  void fill_countsTrialsAndAProbeAskedTwiceOnce() {
    var fill = new PlanFill();
    fill.add(asks(100, 1_000));
    fill.add(asks(100, 1_000));
    assertFalse(fill.isFull());
    fill.add(asks(1, 1));

    assertTrue(fill.isFull());
  }

  private static List<RoundPart> asks(int probes, int trials) {
    var all =
        targets(probes, "shop" + trials + "x" + probes + "-").stream()
            .map(target -> ProbeSpec.of(target).trials(trials).build())
            .toList();
    return List.of(new RoundPart(RoundReason.REQUESTED, all, List.of(new VantageId("a"))));
  }

  private static String refusal(SweepRequest request) {
    var refused = assertThrows(IllegalArgumentException.class, () -> first(request));
    return String.valueOf(refused.getMessage());
  }

  private static PlannedRound first(SweepRequest request) {
    return planner().first(request, FLEET, Set.of(), SampleSweep.ID);
  }

  private static Planner planner() {
    return new Planner(new SweepSettings(List.of(), List.of("control.test"), Optional.empty()));
  }

  private static List<Target> targets(int count, String host) {
    return IntStream.range(0, count)
        .mapToObj(i -> Target.parse("https://" + host + i + ".test"))
        .toList();
  }

  private static SweepRequest request(List<Target> targets, int trials, Set<Arm> arms) {
    return new SweepRequest(
        targets,
        VantageSelector.parse("all"),
        List.of(),
        trials,
        Duration.ofSeconds(20),
        Duration.ofSeconds(1),
        arms);
  }

  /** After a first round that failed at one vantage and passed at the other, for every target. */
  private static Sweep seen(List<Target> targets) {
    return new Sweep(
        SampleSweep.ID,
        SampleSweep.NOON,
        Duration.ofSeconds(1),
        false,
        FLEET,
        List.of(new Round(1, SampleSweep.HASH, List.of(RoundReason.FIRST_LOOK), 0)),
        new Coverage(FLEET.size(), 0, List.of()),
        targets.stream().map(PlanBoundsTest::seen).toList());
  }

  private static TargetResults seen(Target target) {
    return new TargetResults(
        target, Map.of(), List.of(seen(target, "a", CUT), seen(target, "b", OK)));
  }

  private static Observation seen(Target target, String vantage, Outcome outcome) {
    var key =
        new TrialKey(
            SampleSweep.ID,
            1,
            target.name(),
            new VantageId(vantage),
            Arm.BASE,
            "",
            Optional.of(SampleSweep.ADDRESS),
            1);
    return SampleSweep.connected(key, SampleSweep.HASH, outcome);
  }
}
