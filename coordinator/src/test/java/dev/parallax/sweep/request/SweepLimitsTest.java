package dev.parallax.sweep.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.health.Vitals;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage.Missing;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.FakeAgent;
import dev.parallax.sweep.Follower;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A sweep of forty vantages, two of which are locked out: the vantages and costs of the next round.
 */
final class SweepLimitsTest {
  private static final List<String> NAMES =
      IntStream.range(0, 40).mapToObj(i -> "v" + (10 + i)).toList();
  private static final Set<String> CUT = Set.of("v10", "v11");

  @TempDir Path folder;
  private final ConnectedAgents agents = new ConnectedAgents();
  private final Follower follower = new Follower();
  private Store store;
  private Sweeps sweeps;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    sweeps =
        new Sweeps(
            new SweepEnvironment(
                store,
                agents,
                () -> NAMES.stream().map(SweepLimitsTest::vantage).toList(),
                new SweepSettings(List.of(), List.of(), Optional.empty()),
                host -> new CompletableFuture<>(),
                List.of(),
                InstantSource.fixed(SampleSweep.NOON),
                new Random(7),
                new Vitals()));
    NAMES.forEach(this::connect);
  }

  @AfterEach
  void close() {
    sweeps.close();
    store.close();
  }

  @Test
  void laterRounds_goToTheFailingAndToAFewControls() throws Exception {
    var sweep = run(SweepLimits.DEFAULT);
    var again = askedIn(sweep, 2);

    assertEquals(40, askedIn(sweep, 1).size());
    assertTrue(again.containsAll(CUT), again::toString);
    assertTrue(again.size() > CUT.size() && again.size() < 20, again::toString);
    assertEquals(Optional.of(again.size()), sweep.rounds().get(1).asked());
  }

  @Test
  void notAsked_isNotMissing() throws Exception {
    var sweep = run(SweepLimits.DEFAULT);

    assertEquals(40, sweep.coverage().answered());
    assertEquals(List.of(), sweep.coverage().missing());
  }

  @Test
  void theEndIsRecordedAndStored() throws Exception {
    var sweep = run(SweepLimits.DEFAULT);
    var ended = sweep.rounds().getLast().ended();

    assertTrue(
        ended.equals(Optional.of(RoundEnd.SETTLED))
            || ended.equals(Optional.of(RoundEnd.NOTHING_HELPS)),
        ended::toString);
    assertEquals(sweep.rounds(), sweeps.find(sweep.id()).orElseThrow().sweep().rounds());
    assertEquals(Optional.empty(), sweep.rounds().getFirst().ended());
  }

  @Test
  void oneRound_isOneRound() throws Exception {
    var sweep = run(new SweepLimits(1, OptionalInt.empty()));

    assertEquals(1, sweep.rounds().size());
    assertEquals(Optional.of(RoundEnd.ROUNDS_USED), sweep.rounds().getFirst().ended());
  }

  @Test
  void budgetForTheFirstLookAlone_endsThere() throws Exception {
    // Three arms of two trials and one of one trial, eight addresses at most: forty times 56.
    var sweep = run(budget(40 * 56));

    assertEquals(40, askedIn(sweep, 1).size());
    assertTrue(handshakes(sweep) <= 40 * 56, () -> "handshakes: " + handshakes(sweep));
  }

  @Test
  void smallBudget_makesASmallFirstLook_andSaysWhoWasLeftOut() throws Exception {
    var sweep = run(budget(320));
    var left = sweep.coverage().missing().stream().map(Missing::reason).distinct().toList();

    assertEquals(10, askedIn(sweep, 1).size());
    assertEquals(10, sweep.coverage().answered());
    assertEquals(List.of(NotRunReason.BUDGET_EXHAUSTED), left);
    assertTrue(handshakes(sweep) <= 320, () -> "handshakes: " + handshakes(sweep));
  }

  @Test
  void tooSmallForAnything_isRefused_withWhatItTakes() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> sweeps.start(request(NAMES).within(budget(31)), follower));

    assertEquals(
        "a budget of handshakes for these targets is at least 32, got: 31", refused.getMessage());
  }

  @Test
  void limitsThatCannotBeMeant() {
    assertEquals("rounds are 1 to 10, got: 11", refusal(11, OptionalInt.empty()));
    assertEquals("rounds are 1 to 10, got: 0", refusal(0, OptionalInt.empty()));
    assertEquals(
        "a budget of handshakes is 1 to 1000000000, got: 0", refusal(4, OptionalInt.of(0)));
  }

  private static String refusal(int rounds, OptionalInt handshakes) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> new SweepLimits(rounds, handshakes))
            .getMessage());
  }

  private static SweepLimits budget(int handshakes) {
    return new SweepLimits(SweepLimits.DEFAULT_ROUNDS, OptionalInt.of(handshakes));
  }

  private Sweep run(SweepLimits limits) throws Exception {
    sweeps.start(request(NAMES).within(limits), follower);
    return follower.sweep();
  }

  private static SweepRequest request(List<String> names) {
    return SampleSweep.request(Duration.ofSeconds(60), String.join(",", names));
  }

  private static Set<String> askedIn(Sweep sweep, int round) {
    return sweep.targets().getFirst().observations().stream()
        .map(Observation::key)
        .filter(key -> key.round() == round && key.arm() != Arm.REFERENCE)
        .map(key -> key.vantage().name())
        .collect(Collectors.toSet());
  }

  private static int handshakes(Sweep sweep) {
    return sweep.rounds().stream().mapToInt(Round::handshakes).sum();
  }

  private static Vantage vantage(String name) {
    var network = CUT.contains(name) ? "cut" : name;
    var region = CUT.contains(name) ? "ap" : "eu";
    return new Vantage(
        new VantageId(name),
        Map.of("isp", network, "region", region),
        "0.1.0",
        Optional.empty(),
        Map.of());
  }

  private void connect(String name) {
    FakeAgent.Answer answer =
        CUT.contains(name) ? FakeAgent::runAllWithTheNameCut : FakeAgent::runAll;
    agents.connected(new VantageId(name), new FakeAgent(name, sweeps.intake(), answer));
  }
}
