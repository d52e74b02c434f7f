package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A trial that did not run is no evidence: no failure, no pass, no posterior, no control. */
class UnmeasuredTest {
  @ParameterizedTest
  @ValueSource(strings = {"unsupported", "missing"})
  void noBaseTrialRan_isInconclusive_withoutACause(String word) {
    for (int vantages : List.of(1, 2, 3, 5, 8)) {
      for (var others : List.of("ok ok", "reset ok", "ok reset", ". ok", "ok .")) {
        var verdicts = verdicts(fleet(vantages, word + " " + others));

        assertEquals(1, verdicts.size(), verdicts::toString);
        var verdict = verdicts.getFirst();
        assertEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
        assertEquals(List.of(), verdict.credibleSet());
        assertEquals(List.of(), verdict.explains());
        assertEquals(0, verdict.probability());
        var finding = verdict.evidence().getFirst();
        assertEquals(FindingKind.NOT_MEASURED, finding.kind());
        assertEquals(Integer.toString(5 * vantages), finding.parameters().get("notRun"));
        assertEquals(Integer.toString(5 * vantages), finding.parameters().get("trials"));
        assertEquals(vantages, finding.failing().size());
      }
    }
  }

  @Test
  void reasonAndWordsOfTheAgent_areInTheFinding() {
    var finding = verdicts(fleet(5, "unsupported ok ok")).getFirst().evidence().getFirst();

    assertEquals("unsupported", finding.parameters().get("reason"));
    assertEquals("Contains non-LDH ASCII characters", finding.parameters().get("said"));
  }

  @Test
  void oneVantageMeasured_isNotEnough() {
    var verdict =
        verdicts(
                """
                vantage  base         control  reference
                eu-a     ok           ok       ok
                eu-b     unsupported  ok       ok
                ap-c     unsupported  ok       ok
                us-d     missing      ok       ok
                """)
            .getFirst();

    assertEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
  }

  @Test
  void healthy_countsThoseMeasured_andNamesTheOthers() {
    var verdict =
        verdicts(
                """
                vantage  base                control  reference
                eu-a     ok                  ok       ok
                eu-b     ok                  ok       ok
                us-d     3ok+2missing        ok       ok
                ap-c     unsupported         ok       ok
                ap-e     .                   ok       ok
                """)
            .getFirst();

    assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
    var passes = find(verdict, FindingKind.NOTHING_FAILS).getFirst();
    assertEquals(ids("eu-a", "eu-b", "us-d"), Set.copyOf(passes.controls()));
    assertEquals("13", passes.parameters().get("trials"));
    var notMeasured = find(verdict, FindingKind.NOT_MEASURED);
    assertEquals(2, notMeasured.size(), notMeasured::toString);
    assertEquals(ids("ap-c"), Set.copyOf(notMeasured.getFirst().failing()));
    assertEquals("2", notMeasured.getLast().parameters().get("notRun"));
    assertEquals("5", notMeasured.getLast().parameters().get("trials"));
  }

  @Test
  void fault_isNeitherShownNorContradictedByThoseNotMeasured() {
    var verdict =
        verdicts(
                """
                vantage  base      control  reference
                eu-a     ok        ok       ok
                us-b     ok        ok       ok
                ap-c     reset     ok       ok
                ap-d     reset     ok       ok
                ap-e     missing   ok       ok
                us-f     missing   ok       ok
                """)
            .getFirst();

    assertEquals(Blame.REGION, verdict.blame(), verdict::toString);
    assertEquals(ids("ap-c", "ap-d"), Set.copyOf(verdict.explains()));
    verdict.evidence().stream()
        .filter(evidence -> evidence.kind() != FindingKind.NOT_MEASURED)
        .forEach(
            evidence -> {
              assertFalse(evidence.controls().contains(new VantageId("us-f")), evidence::toString);
              assertFalse(evidence.failing().contains(new VantageId("ap-e")), evidence::toString);
            });
  }

  /** As if the trials had not been planned. */
  @ParameterizedTest
  @MethodSource("stories")
  void trialsThatDidNotRun_changeNothingButTheirOwnFinding(AttributionStory story) {
    var random = new Random(story.name().hashCode());
    var sweep = story.sweep();
    var observations = new ArrayList<Observation>();
    var ran = new ArrayList<Observation>();
    for (var seen : Grid.observations(sweep)) {
      var runs = random.nextInt(4) > 0;
      observations.add(runs ? seen : notRun(seen));
      if (runs) {
        ran.add(seen);
      }
    }

    assertEquals(
        withoutNotMeasured(Attribution.attribute(Grid.with(sweep, ran))),
        withoutNotMeasured(Attribution.attribute(Grid.with(sweep, observations))));
  }

  /** A vantage without a completed base probe is in no verdict. */
  @ParameterizedTest
  @MethodSource("stories")
  void vantageWithoutABaseTrial_isInNoVerdict(AttributionStory story) {
    var sweep = story.sweep();
    var random = new Random(story.name().hashCode());
    var unmeasured =
        sweep.vantages().stream()
            .map(vantage -> vantage.id())
            .filter(id -> random.nextInt(3) == 0)
            .collect(Collectors.toSet());
    var observations =
        Grid.observations(sweep).stream()
            .map(
                seen ->
                    seen.key().arm() == Arm.BASE && unmeasured.contains(seen.key().vantage())
                        ? notRun(seen)
                        : seen)
            .toList();

    for (var verdict :
        Attribution.attribute(Grid.with(sweep, observations)).getFirst().verdicts()) {
      var named = new HashSet<>(verdict.explains());
      verdict.evidence().stream()
          .filter(evidence -> evidence.kind() != FindingKind.NOT_MEASURED)
          .filter(evidence -> evidence.kind() != FindingKind.REFERENCES_FAIL)
          .forEach(
              evidence -> {
                named.addAll(evidence.failing());
                named.addAll(evidence.controls());
              });
      named.retainAll(unmeasured);
      assertTrue(named.isEmpty(), () -> named + " in " + verdict);
    }
  }

  static Stream<AttributionStory> stories() {
    return AttributionStories.all();
  }

  private static Observation notRun(Observation seen) {
    return new Observation(
        seen.key(), "", new Outcome.NotRun(NotRunReason.DEADLINE, ""), Steps.NONE);
  }

  /** The content of verdicts apart from the trials that did not run. */
  static List<Object> withoutNotMeasured(List<TargetVerdicts> verdicts) {
    return verdicts.stream()
        .flatMap(target -> target.verdicts().stream())
        .map(
            verdict ->
                (Object)
                    Map.of(
                        "blame", verdict.blame(),
                        "segment", verdict.segment(),
                        "cause", verdict.hypothesis(),
                        "probability", verdict.probability(),
                        "explains", verdict.explains(),
                        "set", verdict.credibleSet(),
                        "evidence",
                            verdict.evidence().stream()
                                .filter(one -> one.kind() != FindingKind.NOT_MEASURED)
                                .toList()))
        .toList();
  }

  private static String fleet(int vantages, String cells) {
    var rows = new StringBuilder("vantage base control reference\n");
    for (int i = 0; i < vantages; i++) {
      var region = List.of("eu", "ap", "us").get(i % 3);
      rows.append(region).append('-').append((char) ('a' + i)).append(' ').append(cells);
      rows.append('\n');
    }
    return rows.toString();
  }

  private static List<Verdict> verdicts(String grid) {
    Sweep sweep = Grid.sweep(grid);
    return Attribution.attribute(sweep).getFirst().verdicts();
  }

  private static List<Evidence> find(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream().filter(one -> one.kind() == kind).toList();
  }

  private static Set<VantageId> ids(String... names) {
    return Stream.of(names).map(VantageId::new).collect(Collectors.toSet());
  }
}
