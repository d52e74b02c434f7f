package dev.parallax.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.health.Vitals;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.HandshakeCeiling;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.plan.StratifiedSample;
import dev.parallax.sweep.request.SweepLimits;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ten networks of ten vantages, of which a sweep draws ten at first. */
@Timeout(60)
final class SampledSweepTest {
  private static final int CAP = 10;
  private static final List<Vantage> FLEET =
      IntStream.range(0, 100).mapToObj(i -> vantage(i / 10, i % 10)).toList();

  @TempDir Path folder;
  private final ConnectedAgents agents = new ConnectedAgents();
  private final Follower follower = new Follower();
  private Store store;
  private Sweeps sweeps;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    sweeps = sweeps();
  }

  private Sweeps sweeps() {
    return new Sweeps(
        new SweepEnvironment(
            store,
            agents,
            () -> FLEET,
            new SweepSettings(List.of(), List.of(), Optional.empty()),
            host -> new CompletableFuture<>(),
            List.of(),
            InstantSource.fixed(SampleSweep.NOON),
            new Random(7),
            new Vitals()));
  }

  @AfterEach
  void close() {
    sweeps.close();
    store.close();
  }

  @Test
  void whereAllAnswersAgreeOneOfEachNetworkIsEnough() throws Exception {
    var sweep = run(Set.of(), CAP);

    assertEquals(10, networks(asked(sweep, 1)).size());
    assertEquals(10, sweep.vantages().size());
    assertEquals(10, sweep.coverage().requested());
    assertEquals(Optional.of(100), sweep.coverage().eligible());
    assertEquals(List.of(), sweep.coverage().missing());
    assertEquals(1, sweep.rounds().size());
  }

  @Test
  void theStratumWhoseAnswersDifferIsAskedInFull() throws Exception {
    var sweep = run(Set.of("n3"), CAP);

    assertEquals(10, asked(sweep, 1).size());
    assertEquals(Set.of("n3"), networks(asked(sweep, 2)));
    assertEquals(9, asked(sweep, 2).size());
    assertEquals(19, sweep.coverage().requested());
    assertEquals(19, sweep.coverage().answered());
    assertEquals(19, sweeps.find(sweep.id()).orElseThrow().sweep().vantages().size());
  }

  @Test
  void whereEveryVantageFailsNoMoreAreAsked() throws Exception {
    var networks = IntStream.range(0, 10).mapToObj(i -> "n" + i).collect(Collectors.toSet());

    assertEquals(10, run(networks, CAP).coverage().requested());
  }

  @Test
  void withoutALimitEveryVantageIsAsked() throws Exception {
    var sweep = run(Set.of(), Integer.MAX_VALUE);

    assertEquals(100, asked(sweep, 1).size());
    assertEquals(Optional.empty(), sweep.coverage().eligible());
  }

  @Test
  void offlineVantagesAreNotDrawn() throws Exception {
    FLEET.stream().skip(50).forEach(one -> connect(one, Set.of()));
    sweeps.start(request(CAP), follower);

    assertEquals(List.of(), follower.sweep().coverage().missing());
    assertEquals(10, follower.sweep().coverage().answered());
    assertEquals(Optional.of(100), follower.sweep().coverage().eligible());
  }

  @Test
  void theSweepDeterminesTheDraw() {
    var one = new SweepId("20260301-120000-aaaa");
    var other = new SweepId("20260301-120000-bbbb");
    var inside = Set.of(FLEET.getLast().id());

    var drawn = StratifiedSample.of(FLEET, inside, CAP, one);
    assertEquals(drawn, StratifiedSample.of(FLEET.reversed(), inside, CAP, one));
    assertNotEquals(drawn, StratifiedSample.of(FLEET, inside, CAP, other));
    assertTrue(drawn.containsAll(inside), drawn::toString);
    assertEquals(CAP, drawn.size());
  }

  @Test
  void anInterruptedSampleIsContinued_andWidened() throws Exception {
    var assigned = new ConcurrentHashMap<Vantage, Assignment>();
    FLEET.forEach(one -> connect(one, (agent, assignment) -> assigned.put(one, assignment)));
    var id = sweeps.start(request(CAP), follower);
    while (assigned.size() < CAP) {
      Thread.onSpinWait();
    }
    sweeps.close();

    sweeps = sweeps();
    sweeps.resume();
    FLEET.forEach(one -> connect(one, Set.of("n3")));
    var again = new Follower();
    assertTrue(sweeps.follow(id, 0, again));
    for (var entry : assigned.entrySet()) {
      agents.link(entry.getKey().id()).orElseThrow().assign(entry.getValue());
    }

    assertEquals(19, again.sweep().coverage().answered());
    assertEquals(Optional.of(100), again.sweep().coverage().eligible());
  }

  private Sweep run(Set<String> failing, int cap) throws Exception {
    FLEET.forEach(one -> connect(one, failing));
    sweeps.start(request(cap), follower);
    return follower.sweep();
  }

  private void connect(Vantage vantage, Set<String> failing) {
    FakeAgent.Answer answer =
        failing.contains(vantage.network()) ? FakeAgent::runAllWithTheNameCut : FakeAgent::runAll;
    connect(vantage, answer);
  }

  private void connect(Vantage vantage, FakeAgent.Answer answer) {
    var name = vantage.id().name();
    agents.connected(vantage.id(), new FakeAgent(name, sweeps.intake(), answer));
  }

  private static SweepRequest request(int cap) {
    var ceiling = new HandshakeCeiling(HandshakeCeiling.MOST);
    return SampleSweep.request(Duration.ofSeconds(60), "all")
        .within(new SweepLimits(4, OptionalInt.empty(), ceiling, cap));
  }

  private static Set<VantageId> asked(Sweep sweep, int round) {
    return sweep.targets().getFirst().observations().stream()
        .map(Observation::key)
        .filter(key -> key.round() == round)
        .map(key -> key.vantage())
        .collect(Collectors.toSet());
  }

  private static Set<String> networks(Set<VantageId> vantages) {
    return FLEET.stream()
        .filter(one -> vantages.contains(one.id()))
        .map(Vantage::network)
        .collect(Collectors.toSet());
  }

  private static Vantage vantage(int network, int host) {
    return new Vantage(
        new VantageId("v" + network + host),
        Map.of("isp", "n" + network, "region", "eu"),
        "0.1.0",
        Optional.empty(),
        Map.of("resolver", "192.0.2.53"));
  }
}
