package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.PublishedFailureWords;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.SweepGenerator;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Properties of every sweep. */
class PropertiesTest {
  static Stream<AttributionStory> stories() {
    return AttributionStories.all();
  }

  static IntStream seeds() {
    return IntStream.range(0, 150);
  }

  @ParameterizedTest
  @MethodSource("stories")
  void orderNeverMatters(AttributionStory story) {
    var sweep = story.sweep();
    for (int seed = 0; seed < 3; seed++) {
      var shuffled = new ArrayList<>(Grid.observations(sweep));
      Collections.shuffle(shuffled, new Random(seed));
      assertEquals(Attribution.attribute(sweep), Attribution.attribute(Grid.with(sweep, shuffled)));
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void theSameSweepTheSameVerdict(AttributionStory story) {
    assertEquals(Attribution.attribute(story.sweep()), Attribution.attribute(story.sweep()));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void aTrialToldTwiceCountsOnce(AttributionStory story) {
    var sweep = story.sweep();
    var twice = new ArrayList<>(Grid.observations(sweep));
    twice.addAll(Grid.observations(sweep));
    assertEquals(Attribution.attribute(sweep), Attribution.attribute(Grid.with(sweep, twice)));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void missingNeverCountsAsFailing(AttributionStory story) {
    var sweep = story.sweep();
    var vantages = new ArrayList<>(sweep.vantages());
    var observations = new ArrayList<>(Grid.observations(sweep));
    for (var name : List.of("eu-z1", "ap-z2", "us-z3")) {
      var vantage = Grid.vantage(name);
      vantages.add(vantage);
      for (int trial = 1; trial <= 5; trial++) {
        observations.add(Grid.observation(vantage.id(), Arm.BASE, "missing", 1, trial));
      }
    }
    var inside = sweep.targets().getFirst().inside();
    assertEquals(
        UnmeasuredTest.withoutNotMeasured(Attribution.attribute(sweep)),
        UnmeasuredTest.withoutNotMeasured(
            Attribution.attribute(Grid.sweep(vantages, inside, observations))));
  }

  @ParameterizedTest
  @MethodSource("stories")
  void aPassingVantageNeverTurnsHealthyIntoAFault(AttributionStory story) {
    if (!story.verdicts().startsWith("HEALTHY")) {
      return;
    }
    var sweep = story.sweep();
    for (var name : List.of("eu-a9", "sa-q", "ap-z")) {
      var wider = withPassing(sweep, Grid.vantage(name));
      assertEquals(Blame.HEALTHY, first(wider).blame(), name);
    }
  }

  @ParameterizedTest
  @MethodSource("stories")
  void removingControlsNeverMakesAVerdictMoreSpecific(AttributionStory story) {
    var sweep = story.sweep();
    var before = Attribution.attribute(sweep).getFirst().verdicts();
    for (var arms : subsets()) {
      var fewer =
          Grid.observations(sweep).stream()
              .filter(seen -> !arms.contains(seen.key().arm()))
              .toList();
      var after = Attribution.attribute(Grid.with(sweep, fewer)).getFirst().verdicts();
      after.forEach(
          verdict ->
              assertTrue(
                  before.stream().anyMatch(one -> noMoreSpecific(verdict, one))
                      || (verdict.blame() == Blame.HEALTHY && passesEverywhere(sweep)),
                  () -> "without " + arms + ": " + AttributionTest.said(after)));
    }
  }

  private static List<Set<Arm>> subsets() {
    return List.of(
        Set.of(Arm.CONTROL_SNI),
        Set.of(Arm.NO_SNI),
        Set.of(Arm.REFERENCE),
        Set.of(Arm.CONTROL_SNI, Arm.NO_SNI),
        Set.of(Arm.DELAYED_HELLO),
        Set.of(Arm.PINNED_ADDRESS, Arm.PEER_ADDRESSES),
        EnumSet.complementOf(EnumSet.of(Arm.BASE)));
  }

  /** A vantage may be faulty, but the target is not. */
  private static boolean passesEverywhere(Sweep sweep) {
    return Grid.observations(sweep).stream()
        .filter(seen -> seen.key().arm() == Arm.BASE)
        .allMatch(seen -> seen.outcome() instanceof Outcome.Ok);
  }

  private static boolean noMoreSpecific(Verdict after, Verdict before) {
    return after.blame() == Blame.INCONCLUSIVE
        || (after.blame() == before.blame()
            && (after.segment().isEmpty() || after.segment().equals(before.segment())));
  }

  @Test
  void noInputMakesItThrow() {
    seeds().forEach(seed -> assertJudges(garbage(new Random(seed)), "garbage " + seed));
  }

  /** Every field of the model with odd values: paths, packets, sightings, rounds, chains, DNS. */
  @Test
  void noGeneratedSweepMakesItThrow() {
    seeds()
        .forEach(seed -> assertJudges(new SweepGenerator(seed).sweep(), "generated sweep " + seed));
  }

  private static void assertJudges(Sweep sweep, String name) {
    assertDoesNotThrow(
        () -> {
          for (var results : sweep.targets()) {
            var verdicts = Attribution.attribute(sweep, results).verdicts();
            verdicts.forEach(verdict -> assertTrue(Double.isFinite(verdict.probability()), name));
            NextRound.of(sweep, results).proposedProbes((arm, reason) -> 3);
          }
        },
        name);
  }

  /** The generator reaches what {@link #noInputMakesItThrow} claims to cover. */
  @Test
  void garbageHasPathsPacketsSightingsAndRounds() {
    var sweeps = seeds().mapToObj(seed -> garbage(new Random(seed))).toList();
    var steps =
        sweeps.stream()
            .flatMap(it -> Grid.observations(it).stream())
            .map(Observation::steps)
            .toList();
    assertTrue(steps.stream().filter(it -> it.path().isPresent()).count() > 1_000);
    assertTrue(steps.stream().filter(it -> it.packets().isPresent()).count() > 1_000);
    assertTrue(sweeps.stream().filter(it -> !it.sightings().isEmpty()).count() > 50);
    assertTrue(sweeps.stream().filter(it -> it.rounds().size() > 1).count() > 50);
    assertTrue(sweeps.stream().filter(PropertiesTest::hasSightedConnection).count() > 20);
  }

  /** A sighting whose port is the local port of an observed connection. */
  private static boolean hasSightedConnection(Sweep sweep) {
    var ports =
        Grid.observations(sweep).stream()
            .flatMap(seen -> seen.steps().tcp().stream())
            .map(TcpStep::localPort)
            .collect(Collectors.toSet());
    return sweep.sightings().stream().anyMatch(seen -> ports.contains(seen.peerPort()));
  }

  @Test
  void noiseOnAHealthyTargetIsNeverAFault() {
    seeds()
        .forEach(
            seed -> {
              var verdict = first(noisy(new Random(seed), 0.02));
              assertTrue(
                  Set.of(Blame.HEALTHY, Blame.INCONCLUSIVE).contains(verdict.blame()),
                  () -> seed + ": " + AttributionTest.said(List.of(verdict)) + verdict);
            });
  }

  @Test
  void numbersAreFinite() {
    seeds().forEach(seed -> assertFinite(garbage(new Random(seed)), seed));
  }

  private static void assertFinite(Sweep sweep, int seed) {
    for (var verdict : Attribution.attribute(sweep).getFirst().verdicts()) {
      assertTrue(Double.isFinite(verdict.probability()), () -> seed + ": " + verdict);
      assertTrue(verdict.calibrated(), () -> seed + ": " + verdict);
      verdict
          .evidence()
          .forEach(one -> assertTrue(Double.isFinite(one.weight()), () -> seed + ": " + one));
      verdict.nextProbes().forEach(one -> assertTrue(one.gain() >= -1e-9, () -> seed + ": " + one));
    }
  }

  private static Verdict first(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Sweep withPassing(Sweep sweep, Vantage vantage) {
    var vantages = new ArrayList<>(sweep.vantages());
    vantages.add(vantage);
    var observations = new ArrayList<>(Grid.observations(sweep));
    for (var arm : List.of(Arm.BASE, Arm.CONTROL_SNI, Arm.NO_SNI, Arm.REFERENCE)) {
      for (int trial = 1; trial <= 5; trial++) {
        observations.add(Grid.observation(vantage.id(), arm, "ok", 1, trial));
      }
    }
    return Grid.sweep(vantages, sweep.targets().getFirst().inside(), observations);
  }

  private static Sweep noisy(Random random, double rate) {
    var vantages = fleet(random, 3 + random.nextInt(20));
    var observations = new ArrayList<Observation>();
    for (var vantage : vantages) {
      for (var arm : List.of(Arm.BASE, Arm.CONTROL_SNI, Arm.NO_SNI, Arm.REFERENCE)) {
        for (int trial = 1; trial <= 5; trial++) {
          var words = List.of("timeout", "silent", "reset");
          var word = random.nextDouble() < rate ? words.get(random.nextInt(3)) : "ok";
          observations.add(Grid.observation(vantage.id(), arm, word, 1, trial));
        }
      }
    }
    return Grid.sweep(vantages, Map.of(), observations);
  }

  private static List<Vantage> fleet(Random random, int size) {
    return IntStream.range(0, size)
        .mapToObj(
            i ->
                List.of("eu", "ap", "us").get(random.nextInt(3))
                    + "-n"
                    + "x".repeat(random.nextInt(5))
                    + i)
        .map(Grid::vantage)
        .toList();
  }

  private static Sweep garbage(Random random) {
    var vantages = fleet(random, random.nextInt(9));
    var names = new ArrayList<VantageId>(vantages.stream().map(Vantage::id).toList());
    names.add(new VantageId("stranger"));
    var observations = new ArrayList<Observation>();
    for (int i = random.nextInt(400); i > 0; i--) {
      observations.add(garbage(random, names.get(random.nextInt(names.size()))));
    }
    var inside =
        random.nextBoolean()
            ? Map.of(names.getFirst(), Optional.of(Grid.address(1)))
            : Map.<VantageId, Optional<InetAddress>>of();
    var plain = Grid.sweep(vantages, inside, observations);
    return new Sweep(
        plain.id(),
        plain.startedAt(),
        plain.took(),
        plain.deadlineHit(),
        plain.vantages(),
        new SweepGenerator(random.nextLong()).rounds(),
        plain.coverage(),
        plain.targets(),
        sightings(random, observations, names),
        plain.family());
  }

  /** Of connections that were observed, by any vantage, with any ending. */
  private static List<Sighting> sightings(
      Random random, List<Observation> observations, List<VantageId> names) {
    return observations.stream()
        .flatMap(seen -> seen.steps().tcp().stream())
        .filter(tcp -> random.nextInt(4) == 0)
        .map(
            tcp ->
                new Sighting(
                    names.get(random.nextInt(names.size())),
                    1 + random.nextInt(3),
                    List.of(Sighting.Means.values()).get(random.nextInt(2)),
                    tcp.address(),
                    tcp.localPort(),
                    443,
                    "",
                    random.nextBoolean() ? Optional.of("site.test") : Optional.empty(),
                    "",
                    random.nextInt(3),
                    random.nextInt(3),
                    List.of(Sighting.ConnectionEnd.values())
                        .get(random.nextInt(Sighting.ConnectionEnd.values().length)),
                    random.nextInt(3),
                    Duration.ofMillis(random.nextInt(100))))
        .toList();
  }

  private static Observation garbage(Random random, VantageId vantage) {
    var arms = List.of(Arm.values());
    var words = List.of("ok", "reset", "expired", "nxdomain", "resigned", "timeout");
    var seen =
        Grid.observation(
            vantage,
            arms.get(random.nextInt(arms.size())),
            words.get(random.nextInt(words.size())),
            1 + random.nextInt(3),
            1 + random.nextInt(6));
    return switch (random.nextInt(3)) {
      case 0 -> seen;
      case 1 -> new Observation(seen.key(), "", outcome(random), seen.steps());
      default ->
          new Observation(
              seen.key(), "", outcome(random), new SweepGenerator(random.nextLong()).steps());
    };
  }

  private static Outcome outcome(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Outcome.NotRun(NotRunReason.DEADLINE, "");
      case 1 -> new Outcome.Ok();
      default -> new Outcome.Failed(failure(random));
    };
  }

  private static Failure failure(Random random) {
    var fixed = PublishedFailureWords.FIXED;
    var word =
        random.nextInt(5) == 0
            ? new FailureWord("word_of_the_future_" + random.nextInt(9))
            : fixed.get(random.nextInt(fixed.size()));
    return new Failure(List.of(Step.values()).get(random.nextInt(4)), word, "");
  }
}
