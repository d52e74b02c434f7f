package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.health.Vitals;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.FakeAgent;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.watch.file.WatchFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * 500 watches every 10 s in real time: a real store, real sweeps, two agents without a network.
 * Prints the rate of looks and the lateness.
 */
@Timeout(120)
@Isolated
final class WatchLoadTest {
  private static final int TARGETS = 500;
  private static final long LENGTH = TimeUnit.SECONDS.toNanos(35);

  @TempDir private Path folder = Path.of("");

  @Test
  void everyTargetHasItsShareOfLooks_andTheLatenessIsShown() throws Exception {
    var file = Files.writeString(folder.resolve("watch.yaml"), file());
    var agents = new ConnectedAgents();
    try (var store = SqliteStore.open(folder.resolve("store.db"));
        var sweeps =
            new Sweeps(
                new SweepEnvironment(
                    store,
                    agents,
                    () -> List.of(SampleSweep.vantage("a"), SampleSweep.vantage("b")),
                    new SweepSettings(
                        List.of(Target.parse("https://ref.test")), List.of(), Optional.empty()),
                    host -> new CompletableFuture<>(),
                    List.of(),
                    Clock.systemUTC(),
                    new Random(1),
                    new Vitals()))) {
      var first = new FakeAgent("a", sweeps.intake(), FakeAgent::runAll);
      agents.connected(new VantageId("a"), first);
      agents.connected(new VantageId("b"), new FakeAgent("b", sweeps.intake(), FakeAgent::runAll));
      var latest = Duration.ZERO;
      try (var service =
          new WatchService(
              WatchFile.open(file),
              sweeps,
              store,
              Clock.systemUTC(),
              Ticker.systemTicker(),
              new Vitals())) {
        var end = System.nanoTime() + LENGTH;
        while (System.nanoTime() < end) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
          var late = service.figures().late();
          latest = late.compareTo(latest) > 0 ? late : latest;
        }
      }
      check(first, latest);
    }
  }

  private static String file() {
    return IntStream.range(0, TARGETS)
        .mapToObj("  - {target: host%d.example, interval: 10s, expiry-days: []}"::formatted)
        .collect(Collectors.joining("\n", "watches:\n", "\n"));
  }

  private static void check(FakeAgent agent, Duration latest) {
    Map<String, Long> looks =
        agent.acknowledged.stream()
            .map(Observation::key)
            .map(key -> key.target())
            .filter(name -> !name.contains("ref.test"))
            .collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    var counts = looks.values().stream().mapToLong(Long::longValue).summaryStatistics();
    System.err.printf("looks of %d targets in 35 s: %s, late %s%n", TARGETS, counts, latest);
    assertEquals(TARGETS, looks.size());
    assertTrue(counts.getMax() - counts.getMin() <= 2, counts.toString());
    var keepsUp = counts.getAverage() >= 3;
    assertTrue(keepsUp || latest.compareTo(Duration.ofSeconds(5)) > 0, latest.toString());
  }
}
