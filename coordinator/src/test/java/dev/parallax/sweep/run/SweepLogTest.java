package dev.parallax.sweep.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.health.Vitals;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.BrokenStore;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.FakeAgent;
import dev.parallax.sweep.Follower;
import dev.parallax.sweep.LoggedLines;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A finished sweep is one line in the log. */
@Isolated
final class SweepLogTest {
  @TempDir Path folder;
  private final LoggedLines lines = new LoggedLines(SweepLog.class);
  private final ConnectedAgents agents = new ConnectedAgents();
  private final Follower follower = new Follower();
  private Store store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    lines.close();
    store.close();
  }

  @Test
  void aSweepThatEndedIsOneLineAtInfo() throws Exception {
    try (var sweeps = sweeps(store)) {
      connect(sweeps, "a");
      connect(sweeps, "b");
      var id = sweeps.start(SampleSweep.request(Duration.ofSeconds(60), "a,b"), follower);
      var took = follower.sweep().took().toMillis();

      assertLine(Level.INFO, id, ": https://shop.test HEALTHY; vantages 2/2; " + took + " ms");
    }
  }

  @Test
  void aSweepThatFailedIsOneLineAtWarn() throws Exception {
    var full = BrokenStore.fullFor(store, (method, given) -> method.equals("seal"));
    try (var sweeps = sweeps(full)) {
      connect(sweeps, "a");
      var id = sweeps.start(SampleSweep.request(Duration.ofSeconds(60), "a"), follower);
      var error = follower.failure();

      assertLine(Level.WARN, id, " failed: " + error.getMessage());
    }
  }

  private void assertLine(Level level, SweepId sweep, String rest) {
    assertEquals(1, lines.all().size(), lines.all()::toString);
    var line = lines.all().getFirst();
    assertEquals("sweep " + sweep + rest, line.getFormattedMessage());
    assertEquals(level, line.getLevel());
    assertEquals(Map.of("sweep", sweep.value()), line.getMDCPropertyMap());
  }

  private Sweeps sweeps(Store kept) {
    return new Sweeps(
        new SweepEnvironment(
            kept,
            agents,
            () -> List.of(SampleSweep.vantage("a"), SampleSweep.vantage("b")),
            new SweepSettings(List.of(), List.of(), Optional.empty()),
            host -> new CompletableFuture<>(),
            List.of(),
            InstantSource.fixed(SampleSweep.NOON),
            new Random(7),
            new Vitals()));
  }

  private void connect(Sweeps sweeps, String name) {
    agents.connected(new VantageId(name), new FakeAgent(name, sweeps.intake(), FakeAgent::runAll));
  }
}
