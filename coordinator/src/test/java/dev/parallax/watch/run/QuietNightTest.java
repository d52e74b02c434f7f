package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.SettableClock;
import dev.parallax.health.Vitals;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.IncidentRecord;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.FakeAgent;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.watch.file.WatchFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An hour of 20 watches at 8 vantages in simulated time: a real store, real sweeps and verdicts,
 * agents without a network. Each trial fails by chance with a probability of 0.5 %, also those of
 * references.
 */
@Timeout(120)
final class QuietNightTest {
  private static final int TARGETS = 20;
  private static final int MINUTES = 60;
  private static final double CHANCE = 0.005;
  private static final String BROKEN = "host7.example";
  private static final List<String> VANTAGES = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  @TempDir private Path folder = Path.of("");
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger readings = new AtomicInteger();
  private final SettableClock clock = new SettableClock("2026-11-30T00:00:00Z");
  private final Map<String, Random> chances = new ConcurrentHashMap<>();
  private final AtomicInteger trials = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean lasting;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void chanceFailuresOpenNoIncident_aFailureThatLastsOpensOne(long seed) throws Exception {
    var agents = new ConnectedAgents();
    try (var store = SqliteStore.open(folder.resolve("store.db"));
        var sweeps = sweeps(store, agents)) {
      VANTAGES.forEach(name -> agents.connected(new VantageId(name), agent(name, seed, sweeps)));
      var file = Files.writeString(folder.resolve("watch.yaml"), file());
      try (var service =
          new WatchService(WatchFile.open(file), sweeps, store, clock, this::now, new Vitals())) {
        for (int minute = 0; minute < MINUTES; minute++) {
          minute(service, sweeps);
        }
        System.err.printf(
            "seed %d: %s of %s trials failed by chance, %d full sweeps%n",
            seed, failures, trials, store.sweeps(100).size());
        assertTrue(failures.get() > 50, failures.toString());
        assertEquals(List.of(), store.watches().incidents(10));

        lasting = true;
        minute(service, sweeps);
        minute(service, sweeps);
        assertEquals(
            List.of("https://" + BROKEN),
            store.watches().incidents(10).stream().map(IncidentRecord::target).toList());
      }
    }
  }

  private Sweeps sweeps(Store store, ConnectedAgents agents) {
    return new Sweeps(
        new SweepEnvironment(
            store,
            agents,
            () -> VANTAGES.stream().map(SampleSweep::vantage).toList(),
            new SweepSettings(
                List.of(Target.parse("https://ref.test")), List.of(), Optional.empty()),
            host -> new CompletableFuture<>(),
            List.of(),
            clock,
            new Random(1),
            new Vitals()));
  }

  private FakeAgent agent(String name, long seed, Sweeps sweeps) {
    return new FakeAgent(
        name,
        sweeps.intake(),
        (agent, assignment) -> agent.runAllWith(key -> outcome(seed, key), assignment));
  }

  /** The trials of a target at a vantage have a generator of their own: threads have no part. */
  private Outcome outcome(long seed, TrialKey key) {
    trials.incrementAndGet();
    var subject = key.vantage().name() + " " + key.target() + " " + key.arm();
    var chance = chances.computeIfAbsent(subject, it -> new Random(31 * seed + it.hashCode()));
    if (chance.nextDouble() < CHANCE) {
      failures.incrementAndGet();
      return SampleSweep.CUT;
    }
    return lasting && key.target().contains(BROKEN) && key.arm() == Arm.BASE
        ? SampleSweep.CUT
        : SampleSweep.OK;
  }

  private static String file() {
    return IntStream.range(0, TARGETS)
        .mapToObj("  - {target: host%d.example, expiry-days: []}"::formatted)
        .collect(Collectors.joining("\n", "watches:\n", "\n"));
  }

  private long now() {
    readings.incrementAndGet();
    return nanos.get();
  }

  /** Each watch has a look; its second look and full sweep are over at the end. */
  private void minute(WatchService service, Sweeps sweeps) {
    int before = readings.get();
    clock.advance(Duration.ofMinutes(1));
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
    await(() -> readings.get() >= before + 2);
    await(() -> service.figures().looks() == 0 && sweeps.running() == 0);
  }

  private static void await(BooleanSupplier condition) {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > patience) {
        throw new AssertionError("the condition did not come true within 30 s");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
