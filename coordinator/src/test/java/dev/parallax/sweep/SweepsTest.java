package dev.parallax.sweep;

import static dev.parallax.sweep.SampleSweep.SHOP;
import static dev.parallax.sweep.SampleSweep.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.attribution.Attribution;
import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.health.Vitals;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.observation.TrialKeys;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Coverage.Missing;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.store.BrokenStore;
import dev.parallax.store.Store;
import dev.parallax.store.failure.StoreFullException;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.intake.Drops;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.sweep.request.NoVantagesException;
import dev.parallax.sweep.request.SweepLimits;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.sweep.run.HomeResolver;
import dev.parallax.wire.plan.PlanReader;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SweepsTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration GRACE_AND_SLACK = Duration.ofSeconds(3);
  // Base, control and no name of two trials each, and one trial as a browser.
  private static final int TRIALS = 7;

  @TempDir Path folder;
  private final ConnectedAgents agents = new ConnectedAgents();
  private final Follower follower = new Follower();
  private final List<Sweeps> opened = new ArrayList<>();
  private Store store;
  private Sweeps sweeps;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    sweeps = sweeps(store);
  }

  @AfterEach
  void close() {
    opened.forEach(Sweeps::close);
    store.close();
  }

  @Test
  void healthy_isCoveredJudgedAndStored() throws Exception {
    connect("a", FakeAgent::runAll);
    connect("b", FakeAgent::runAll);
    var id = sweeps.start(request(LONG, "a,b"), follower);
    var sweep = follower.sweep();

    assertEquals(2, sweep.coverage().answered());
    assertEquals(List.of(), sweep.coverage().missing());
    assertFalse(sweep.deadlineHit());
    assertEquals(2 * TRIALS, sweep.rounds().getFirst().handshakes());
    assertEquals(Blame.HEALTHY, follower.verdicts().getFirst().verdicts().getFirst().blame());
    var stored = sweeps.find(id).orElseThrow();
    assertTrue(stored.complete());
    assertEquals(Set.copyOf(seen(sweep)), Set.copyOf(seen(stored.sweep())));
    assertEquals(follower.verdicts(), stored.verdicts());
  }

  /** A ceiling of one handshake a second: three vantages start 1.25 s apart, 3.75 s each. */
  @Test
  void vantages_startOneAfterAnotherWithinTheInterval() throws Exception {
    var assigned = new ConcurrentHashMap<String, Assignment>();
    for (var name : List.of("a", "b", "c")) {
      connect(
          name,
          (self, assignment) -> {
            assigned.putIfAbsent(name, assignment);
            self.runAll(assignment);
          });
    }
    var limits = new SweepLimits(1, OptionalInt.empty(), new HandshakeCeiling(1));
    sweeps.start(request(LONG, "all").within(limits), follower);
    assertFalse(follower.sweep().deadlineHit());

    var first = Objects.requireNonNull(assigned.get("a")).startAfter();
    assertEquals(first.plusMillis(1_250), Objects.requireNonNull(assigned.get("b")).startAfter());
    assertEquals(first.plusMillis(2_500), Objects.requireNonNull(assigned.get("c")).startAfter());
    for (var one : assigned.values()) {
      assertEquals(Duration.ofMillis(3_750), one.handshakeInterval());
      assertEquals(new HandshakeCeiling(1), PlanReader.read(one.plan().toArray()).ceiling());
      var atLeast = LONG.plus(Duration.ofMillis(3_750).multipliedBy(TRIALS - 2));
      assertTrue(one.deadline().compareTo(atLeast) > 0, one.deadline()::toString);
    }
  }

  @Test
  void factsReadAtThePlan_areTheSweepsFacts() throws Exception {
    var agent =
        connect(
            "a",
            (self, assignment) -> {
              self.describes(Map.of("resolver", "198.51.100.53", "peer_address", "192.0.2.66"));
              self.runAll(assignment);
            });
    agent.describes(Map.of("resolver", "192.0.2.53"));
    var id = sweeps.start(request(LONG, "a"), follower);
    var facts = Map.of("resolver", "198.51.100.53");

    assertEquals(facts, follower.sweep().vantages().getFirst().facts());
    assertEquals(facts, sweeps.find(id).orElseThrow().sweep().vantages().getFirst().facts());
  }

  @Test
  void offlineAndDraining_areMissingAndNotWaitedFor() throws Exception {
    connect("a", FakeAgent::runAll);
    connect("b", FakeAgent::runAll).drain();
    sweeps.start(request(LONG, "all"), follower);
    var sweep = follower.sweep();

    assertEquals(
        List.of(missing("b", NotRunReason.DRAINING), missing("c", NotRunReason.OFFLINE)),
        sweep.coverage().missing());
    assertFalse(sweep.deadlineHit());
  }

  @Test
  void silentAgent_isMissingOnceTheDeadlineHasPassed() throws Exception {
    connect("a", FakeAgent::runAll);
    connect("b", FakeAgent::staySilent);
    sweeps.start(request(SHORT, "a,b"), follower);
    var sweep = follower.sweep();

    assertTrue(sweep.deadlineHit());
    assertEquals(List.of(missing("b", NotRunReason.DEADLINE)), sweep.coverage().missing());
    assertEquals(TRIALS, seen(sweep).size());
    assertTrue(sweep.took().compareTo(SHORT) >= 0, sweep.took()::toString);
    assertTrue(sweep.took().compareTo(SHORT.plus(GRACE_AND_SLACK)) < 0, sweep.took()::toString);
  }

  /** No test waits for an hour: deadlines are counted by the ticker, not by the machine's clock. */
  @Test
  void theDeadlineIsCountedByTheTicker() throws Exception {
    var now = new AtomicLong();
    sweeps = sweeps(store, host -> new CompletableFuture<>(), now::get);
    connect("a", FakeAgent::runFirstTrialOnly);
    var _ = follower.firstSeen.thenRun(() -> now.addAndGet(Duration.ofHours(2).toNanos()));
    sweeps.start(request(Duration.ofHours(1), "a"), follower);
    var sweep = follower.sweep();

    assertTrue(sweep.deadlineHit());
    assertEquals(Duration.ofHours(2), sweep.took());
    assertEquals(1, seen(sweep).size());
  }

  @Test
  void agentThatNeverStopsTalking_doesNotOutlastTheDeadline() throws Exception {
    agents.connected(new VantageId("a"), endless());
    sweeps.start(request(SHORT, "a"), follower);
    var sweep = follower.sweep();

    assertTrue(sweep.deadlineHit());
    assertTrue(sweep.took().compareTo(SHORT.plus(GRACE_AND_SLACK)) < 0, sweep.took()::toString);
  }

  @Test
  void planNotUnderstood_isMissingAsUnsupportedAtOnce() throws Exception {
    connect("a", FakeAgent::notUnderstand);
    sweeps.start(request(LONG, "a"), follower);
    var sweep = follower.sweep();

    assertEquals(List.of(missing("a", NotRunReason.UNSUPPORTED)), sweep.coverage().missing());
    assertFalse(sweep.deadlineHit());
  }

  @Test
  void acknowledged_onlyOnceStored() throws Exception {
    var unsafe = new HashSet<Observation>();
    var told = new CompletableFuture<Integer>();
    var witness =
        new Intake.Sender() {
          private int count;

          @Override
          public void stored(Observation observation) {
            if (!inStore(observation)) {
              unsafe.add(observation);
            }
            if (++count == TRIALS) {
              told.complete(count);
            }
          }

          @Override
          public void refused(TrialKey key, Drops.Reason reason) {}

          @Override
          public void notStored(RuntimeException error) {
            told.completeExceptionally(error);
          }

          @Override
          public void displaced(long totalBytes) {}
        };
    connect(
        "a",
        (agent, assignment) -> {
          for (var seen : agent.trials(assignment)) {
            sweeps.intake().observed(seen, 1_000, witness);
          }
        });
    sweeps.start(request(LONG, "a"), follower);

    assertEquals(TRIALS, Follower.soon(told));
    assertEquals(Set.of(), unsafe);
  }

  @Test
  void storeFull_failsTheSweepAndTellsTheAgent() throws Exception {
    sweeps = sweeps(BrokenStore.fullFor(store, (method, given) -> method.equals("add")));
    var agent = connect("a", FakeAgent::runAll);
    sweeps.start(request(LONG, "a"), follower);

    assertInstanceOf(StoreFullException.class, follower.failure());
    assertInstanceOf(StoreFullException.class, Follower.soon(agent.refused));
    assertTrue(agent.acknowledged.isEmpty());
    assertEquals(1, agent.cancelled.size());
  }

  @Test
  void cancel_endsEarlyWithWhatWasStored() throws Exception {
    var agent = connect("a", FakeAgent::runFirstTrialOnly);
    var id = sweeps.start(request(LONG, "a"), follower);
    var first = Follower.soon(follower.firstSeen);
    sweeps.cancel(id);
    var sweep = follower.sweep();

    assertEquals(List.of(first), seen(sweep));
    assertFalse(sweep.deadlineHit());
    assertTrue(sweep.took().compareTo(LONG) < 0, sweep.took()::toString);
    assertEquals(List.of(id), List.copyOf(agent.cancelled));
    assertTrue(store.sweep(id).orElseThrow().complete());
  }

  @Test
  void cancel_whenItsEndCannotBeStored_stillTellsTheListener() throws Exception {
    sweeps = sweeps(BrokenStore.fullFor(store, (method, given) -> method.equals("seal")));
    connect("a", FakeAgent::runFirstTrialOnly);
    var id = sweeps.start(request(LONG, "a"), follower);
    Follower.soon(follower.firstSeen);
    sweeps.cancel(id);

    assertInstanceOf(StoreFullException.class, follower.failure());
  }

  @Test
  void repeatedObservation_countsOnce() throws Exception {
    var agent = connect("a", FakeAgent::runAllAndSayItTwice);
    sweeps.start(request(LONG, "a"), follower);
    var sweep = follower.sweep();

    assertEquals(TRIALS, seen(sweep).size());
    assertEquals(TRIALS, follower.seen.size());
    assertEquals(TRIALS, sweep.rounds().getFirst().handshakes());
    assertEquals(2 * TRIALS, agent.acknowledged.size());
  }

  @Test
  void coordinatorsOwnAnswer_isKeptWithTheSweep() throws Exception {
    var told =
        new DnsStep(
            "192.0.2.53:53", "udp", "NXDOMAIN", List.of(), false, 0, List.of(), Duration.ZERO);
    sweeps = sweeps(store, host -> CompletableFuture.completedFuture(told));
    connect("a", FakeAgent::runAll);
    var id = sweeps.start(request(LONG, "a"), follower);

    assertEquals(Optional.of(told), follower.sweep().targets().getFirst().coordinatorDns());
    var stored = sweeps.find(id).orElseThrow().sweep();
    assertEquals(Optional.of(told), stored.targets().getFirst().coordinatorDns());
  }

  @Test
  void coordinatorsResolverThatFails_isNoObstacle() throws Exception {
    sweeps = sweeps(store, host -> CompletableFuture.failedFuture(new IOException("no reply")));
    connect("a", FakeAgent::runAll);
    var _ = sweeps.start(request(LONG, "a"), follower);

    assertEquals(1, follower.sweep().coverage().answered());
    assertEquals(Optional.empty(), follower.sweep().targets().getFirst().coordinatorDns());
  }

  @Test
  void inside_watchesThePortAndIsAskedWhatItSaw() throws Exception {
    var watched = new CompletableFuture<Set<Integer>>();
    connect("a", FakeAgent::runAll);
    var inside =
        connect(
            "b",
            (agent, assignment) -> {
              watched.complete(assignment.watchPorts());
              agent.runAll(assignment);
            });
    inside.sees(port -> SampleSweep.sighting("b", port), 40_000, 50_000);
    sweeps.start(insideAt("b"), follower);
    var sweep = follower.sweep();

    assertEquals(Set.of(443), Follower.soon(watched));
    assertEquals(List.of(1), List.copyOf(inside.collected));
    assertEquals(
        List.of(SampleSweep.sighting("b", 40_000)), sweep.sightings(), "50000 is a stranger's");
    assertEquals(
        sweep.sightings(), sweeps.find(sweep.id()).orElseThrow().sweep().sightings(), "stored");
  }

  @Test
  void insideThatDoesNotKnowTheQuestion_costsASecond() throws Exception {
    connect("a", FakeAgent::runAll);
    connect("b", FakeAgent::runAll);
    sweeps.start(insideAt("b"), follower);
    var sweep = follower.sweep();

    assertEquals(List.of(), sweep.sightings());
    assertFalse(sweep.deadlineHit());
    assertTrue(sweep.took().compareTo(Duration.ofSeconds(1)) >= 0, sweep.took()::toString);
    assertTrue(sweep.took().compareTo(GRACE_AND_SLACK) < 0, sweep.took()::toString);
  }

  @Test
  void selectorOfNobody_isRefusedByName() {
    var refused =
        assertThrows(
            NoVantagesException.class, () -> sweeps.start(request(LONG, "moon"), follower));

    assertEquals("the selector matches none of the 3 vantages, got: moon", refused.getMessage());
  }

  @Test
  void interrupted_isFoundAsFarAsItGot() {
    var seen =
        List.of(SampleSweep.base("a", 1, SampleSweep.OK), SampleSweep.base("a", 2, SampleSweep.OK));
    store.save(SampleSweep.sweep(List.of("a", "b"), List.of()), false, List.of());
    store.add(seen);
    var found = sweeps(store).find(SampleSweep.ID).orElseThrow();

    assertFalse(found.complete());
    assertEquals(seen, seen(found.sweep()));
    assertEquals(1, found.sweep().coverage().answered());
    assertEquals(List.of(SHOP), found.verdicts().stream().map(judged -> judged.target()).toList());
  }

  @Test
  void observationsAfterTheEnd_changeNothingAndAreCounted() throws Exception {
    var late = new CompletableFuture<Assignment>();
    var agent =
        connect(
            "a",
            (self, assignment) -> {
              self.runAll(assignment);
              late.complete(assignment);
            });
    var id = sweeps.start(request(LONG, "a"), follower);
    follower.sweep();
    var before = store.sweep(id).orElseThrow();
    var assignment = Follower.soon(late);
    for (var seen : agent.trials(assignment)) {
      sweeps.intake().observed(atAnotherAddress(seen), 1_000, agent);
    }
    awaitCount(Drops.Reason.LATE, TRIALS);

    assertEquals(before, store.sweep(id).orElseThrow());
    assertEquals(TRIALS, agent.acknowledged.size());
    assertEquals(List.of(Drops.Reason.LATE), agent.turnedDown.stream().distinct().toList());
    assertEquals(before.verdicts(), Attribution.attribute(before.sweep()));
  }

  @Test
  void trialsThatWereNotAskedFor_areNeitherStoredNorJudged() throws Exception {
    var agent =
        connect(
            "a",
            (self, assignment) -> {
              for (var seen : self.trials(assignment)) {
                for (int trial = 3; trial < 500; trial++) {
                  sweeps.intake().observed(asTrial(seen, trial), 1_000, self);
                }
              }
              self.runAll(assignment);
            });
    var id = sweeps.start(request(LONG, "a"), follower);

    assertEquals(TRIALS, seen(follower.sweep()).size());
    assertEquals(TRIALS, seen(store.sweep(id).orElseThrow().sweep()).size());
    assertEquals(TRIALS * 497L, sweeps.drops().count(Drops.Reason.NOT_ASKED));
    assertEquals(TRIALS * 497, agent.turnedDown.size());
  }

  @Test
  void agentThatBreaksOff_isNamedWithItsTrials() throws Exception {
    connect("a", FakeAgent::runAll);
    connect("b", FakeAgent::runFirstTrialOnly);
    sweeps.start(request(SHORT, "a,b"), follower);
    var coverage = follower.sweep().coverage();

    assertEquals(2, coverage.answered());
    assertEquals(List.of(new Coverage.Partial(new VantageId("b"), TRIALS, 1)), coverage.partial());
  }

  @Test
  void coordinatorThatWasKilled_leavesASweepThatNamesWhatIsMissing() throws Exception {
    connect("a", FakeAgent::runFirstTrialOnly);
    var id = sweeps.start(request(LONG, "a"), follower);
    Follower.soon(follower.firstSeen);
    var restarted = sweeps(store);
    var found = restarted.find(id).orElseThrow();

    assertFalse(found.complete());
    assertEquals(
        List.of(new Coverage.Partial(new VantageId("a"), TRIALS, 1)),
        found.sweep().coverage().partial());
  }

  @Test
  void afterARestart_theStoredPlanDecides() throws Exception {
    var asked = new CompletableFuture<Assignment>();
    var agent =
        connect(
            "a",
            (self, assignment) -> {
              self.runFirstTrialOnly(assignment);
              asked.complete(assignment);
            });
    var id = sweeps.start(request(LONG, "a"), follower);
    Follower.soon(follower.firstSeen);
    var trials = agent.trials(Follower.soon(asked));
    var restarted = sweeps(store);
    for (var seen : trials) {
      restarted.intake().observed(seen, 1_000, agent);
      restarted.intake().observed(asTrial(seen, 3), 1_000, agent);
    }
    while (agent.turnedDown.size() < TRIALS || agent.acknowledged.size() < TRIALS + 1) {
      Thread.onSpinWait();
    }

    assertEquals(TRIALS, seen(restarted.find(id).orElseThrow().sweep()).size());
    assertEquals(TRIALS, restarted.drops().count(Drops.Reason.NOT_ASKED));
  }

  private void awaitCount(Drops.Reason reason, long count) {
    var patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (sweeps.drops().count(reason) < count) {
      assertTrue(System.nanoTime() < patience, "fewer than " + count + " of " + reason);
      Thread.onSpinWait();
    }
  }

  private static Observation asTrial(Observation seen, int trial) {
    var key = seen.key();
    return new Observation(
        TrialKeys.withTrial(key, trial), seen.planHash(), seen.outcome(), seen.steps());
  }

  private static Observation atAnotherAddress(Observation seen) {
    var key = seen.key();
    return new Observation(
        TrialKeys.withAddress(key, Optional.of(InetAddress.ofLiteral("192.0.2.77"))),
        seen.planHash(),
        SampleSweep.CUT,
        seen.steps());
  }

  private static SweepRequest insideAt(String name) {
    var request = request(LONG, "a,b");
    return new SweepRequest(
        request.targets(),
        request.from(),
        List.of(new SweepRequest.InsideVantages(VantageSelector.parse(name), Optional.empty())),
        request.trials(),
        request.deadline(),
        request.stepTimeout(),
        request.arms());
  }

  private Sweeps sweeps(Store kept) {
    return sweeps(kept, host -> new CompletableFuture<>());
  }

  private Sweeps sweeps(Store kept, HomeResolver home) {
    return sweeps(kept, home, Ticker.systemTicker());
  }

  private Sweeps sweeps(Store kept, HomeResolver home, Ticker ticker) {
    var made =
        new Sweeps(
            new SweepEnvironment(
                    kept,
                    agents,
                    () ->
                        List.of(
                            SampleSweep.vantage("a"),
                            SampleSweep.vantage("b"),
                            SampleSweep.vantage("c")),
                    new SweepSettings(List.of(), List.of(), Optional.empty()),
                    home,
                    List.of(),
                    InstantSource.fixed(SampleSweep.NOON),
                    new Random(7),
                    new Vitals())
                .with(ticker));
    opened.add(made);
    return made;
  }

  private FakeAgent connect(String name, FakeAgent.Answer answer) {
    var agent = new FakeAgent(name, sweeps.intake(), answer);
    agents.connected(new VantageId(name), agent);
    return agent;
  }

  /** Sends its first trial again as soon as it is acknowledged, until the end of the sweep. */
  private FakeAgent endless() {
    var talk =
        new Intake.Sender() {
          @Override
          public void stored(Observation observation) {
            if (!follower.ended()) {
              say(observation, this);
            }
          }

          @Override
          public void refused(TrialKey key, Drops.Reason reason) {}

          @Override
          public void notStored(RuntimeException error) {}

          @Override
          public void displaced(long totalBytes) {}
        };
    return new FakeAgent(
        "a",
        sweeps.intake(),
        (agent, assignment) ->
            sweeps.intake().observed(agent.trials(assignment).getFirst(), 1_000, talk));
  }

  private void say(Observation observation, Intake.Sender sender) {
    try {
      sweeps.intake().observed(observation, 1_000, sender);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean inStore(Observation observation) {
    return store
        .sweep(observation.key().sweep())
        .filter(stored -> seen(stored.sweep()).contains(observation))
        .isPresent();
  }

  private static List<Observation> seen(Sweep sweep) {
    return sweep.targets().getFirst().observations();
  }

  private static Missing missing(String vantage, NotRunReason reason) {
    return new Missing(new VantageId(vantage), reason, "");
  }
}
