package dev.parallax.sweep;

import static dev.parallax.sweep.SampleSweep.request;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.attribution.Attribution;
import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.health.Vitals;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Coverage.Missing;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.request.SweepSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps that the end of the coordinator interrupted: another one over the same store. */
@Timeout(60)
final class InterruptedSweepsTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ConnectedAgents agents = new ConnectedAgents();
  private final List<Sweeps> opened = new ArrayList<>();
  private final AtomicLong nanos = new AtomicLong();
  private volatile Instant now = SampleSweep.NOON;
  private Store store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    opened.forEach(Sweeps::close);
    store.close();
  }

  @Test
  void withinItsDeadline_itGoesOn_andItsVerdictIsThatOfItsEvidence() throws Exception {
    var assigned = new CompletableFuture<Assignment>();
    var id = interrupted(assigned);

    now = SampleSweep.NOON.plusSeconds(5);
    var second = sweeps();
    second.resume();
    var follower = new Follower();
    assertTrue(second.follow(id, 1, follower));
    connect(second, "a", FakeAgent::runAll).assign(assigned.get());
    connect(second, "b", FakeAgent::runAll).assign(assigned.get());

    var sweep = follower.sweep();
    assertFalse(sweep.deadlineHit());
    assertEquals(List.of(missing("c", NotRunReason.OFFLINE)), sweep.coverage().missing());
    assertEquals(follower.verdicts(), Attribution.attribute(sweep));
    var stored = store.sweep(id).orElseThrow();
    assertTrue(stored.complete());
    assertEquals(follower.verdicts(), stored.verdicts());
    assertEquals(store.observations(id).size() - 1, follower.seen.size(), "one was known");
    assertEquals(List.of(), store.incomplete());
  }

  @Test
  void eventsAreRepeatedInTheOrderOfTheStore() throws Exception {
    var first = sweeps();
    connect(first, "a", FakeAgent::runAll);
    connect(first, "b", FakeAgent::runAll);
    var live = new Follower();
    var id = first.start(request(LONG, "a,b"), live);
    live.sweep();

    var again = new Follower();
    assertTrue(first.follow(id, 0, again));
    assertEquals(live.sweep(), again.sweep());
    assertEquals(keys(live), keys(again));
    assertEquals(List.copyOf(live.rounds), List.copyOf(again.rounds));
    assertEquals(live.verdicts(), again.verdicts());
    assertFalse(first.follow(new SweepId("none"), 0, new Follower()));
  }

  @Test
  void afterItsDeadline_itIsClosedAsPartial_withTheReason() throws Exception {
    var id = interrupted(new CompletableFuture<>());
    now = SampleSweep.NOON.plus(Duration.ofDays(3));
    var second = sweeps();
    second.resume();
    connect(second, "a", FakeAgent::runAll);
    nanos.addAndGet(Duration.ofSeconds(66).toNanos());
    var follower = new Follower();
    assertTrue(second.follow(id, 0, follower));

    var sweep = closed(id).sweep();
    assertTrue(sweep.deadlineHit());
    assertEquals(Optional.of(RoundEnd.INTERRUPTED), sweep.rounds().getLast().ended());
    assertEquals(
        List.of(missing("b", NotRunReason.DEADLINE), missing("c", NotRunReason.OFFLINE)),
        sweep.coverage().missing());
    assertEquals(1, sweep.coverage().partial().size(), sweep.coverage()::toString);
    assertEquals(sweep, follower.sweep());
  }

  /** The wall clock was set back by a day: the sweep took what is stored, and goes on. */
  @Test
  void aClockThatWasSetBack_isNoTime() throws Exception {
    var assigned = new CompletableFuture<Assignment>();
    var id = interrupted(assigned);
    now = SampleSweep.NOON.minus(Duration.ofDays(1));
    var second = sweeps();
    second.resume();
    connect(second, "a", FakeAgent::runAll).assign(assigned.get());
    connect(second, "b", FakeAgent::runAll).assign(assigned.get());
    assertFalse(closed(id).sweep().deadlineHit());
  }

  /** Of round 1, agent a reported one trial and agent b none; agent c is offline. */
  private SweepId interrupted(CompletableFuture<Assignment> assigned) throws Exception {
    var first = sweeps();
    connect(first, "a", FakeAgent::runFirstTrialOnly);
    connect(first, "b", (agent, assignment) -> assigned.complete(assignment));
    var follower = new Follower();
    var id = first.start(request(LONG, "all"), follower);
    Follower.soon(follower.firstSeen);
    assigned.get();
    first.close();
    assertEquals(List.of(id), store.incomplete());
    return id;
  }

  private StoredSweep closed(SweepId id) {
    while (!store.isComplete(id)) {
      LockSupport.parkNanos(10_000_000);
    }
    return store.sweep(id).orElseThrow();
  }

  private static List<String> keys(Follower follower) {
    return follower.seen.stream().map(Observation::key).map(Object::toString).toList();
  }

  private static Missing missing(String vantage, NotRunReason reason) {
    return new Missing(new VantageId(vantage), reason, "");
  }

  private FakeAgent connect(Sweeps sweeps, String name, FakeAgent.Answer answer) {
    var agent = new FakeAgent(name, sweeps.intake(), answer);
    agents.connected(new VantageId(name), agent);
    return agent;
  }

  private Sweeps sweeps() {
    Ticker ticker = () -> System.nanoTime() + nanos.get();
    var made =
        new Sweeps(
            new SweepEnvironment(
                    store,
                    agents,
                    () ->
                        List.of(
                            SampleSweep.vantage("a"),
                            SampleSweep.vantage("b"),
                            SampleSweep.vantage("c")),
                    new SweepSettings(List.of(), List.of(), Optional.empty()),
                    host -> new CompletableFuture<>(),
                    List.of(),
                    () -> now,
                    new Random(7),
                    new Vitals())
                .with(ticker));
    opened.add(made);
    return made;
  }
}
