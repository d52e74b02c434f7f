package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.store.IncidentRecord;
import dev.parallax.sweep.SampleSweep;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final Map<String, Random> chances = new ConcurrentHashMap<>();
  private final AtomicInteger trials = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private volatile boolean lasting;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void chanceFailuresOpenNoIncident_aFailureThatLastsOpensOne(long seed) throws Exception {
    try (var watches =
        new SimulatedWatches(
            folder, VANTAGES, List.of("https://ref.test"), key -> outcome(seed, key), file())) {
      var store = watches.store();
      watches.minutes(MINUTES);
      System.err.printf(
          "seed %d: %s of %s trials failed by chance, %d full sweeps%n",
          seed, failures, trials, store.sweeps(100).size());
      assertTrue(failures.get() > 50, failures.toString());
      assertEquals(List.of(), store.watches().incidents(10));

      lasting = true;
      watches.minutes(2);
      assertEquals(
          List.of("https://" + BROKEN),
          store.watches().incidents(10).stream().map(IncidentRecord::target).toList());
    }
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
}
