package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.SettableClock;
import dev.parallax.health.Vitals;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.failure.LeaseLostException;
import dev.parallax.store.postgres.DatabaseAddress;
import dev.parallax.store.postgres.PostgresServer;
import dev.parallax.store.postgres.PostgresStore;
import dev.parallax.sweep.FakeAgent;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.watch.file.WatchFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Two services of watches on one database of PostgreSQL: the lease of the database decides which
 * looks. Skipped where no server is installed.
 */
@Timeout(90)
@ResourceLock(PostgresServer.LOCK)
final class WatchLeaseTest {
  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();
  private static final List<String> VANTAGES = List.of("a", "b");

  @TempDir private Path folder = Path.of("");

  /** A coordinator's watches with agents of its own. */
  private static final class Watcher implements AutoCloseable {
    final Store store;
    final Sweeps sweeps;
    final WatchService service;
    final AtomicInteger plans = new AtomicInteger();
    final AtomicLong nanos = new AtomicLong();
    final SettableClock clock = new SettableClock(Instant.now().toString());

    Watcher(DatabaseAddress address, Path file) throws Exception {
      store = PostgresStore.open(address, SERVER.environment());
      var agents = new ConnectedAgents();
      sweeps =
          new Sweeps(
              new SweepEnvironment(
                  store,
                  agents,
                  () -> VANTAGES.stream().map(SampleSweep::vantage).toList(),
                  new SweepSettings(
                      List.of(Target.parse("https://ref.test")), List.of(), Optional.empty()),
                  host -> new CompletableFuture<>(),
                  List.of(),
                  Clock.systemUTC(),
                  new Random(1),
                  new Vitals()));
      VANTAGES.forEach(name -> agents.connected(new VantageId(name), agent(name)));
      service =
          new WatchService(WatchFile.open(file), sweeps, store, clock, nanos::get, new Vitals());
    }

    private FakeAgent agent(String name) {
      return new FakeAgent(
          name,
          sweeps.intake(),
          (agent, assignment) -> {
            plans.incrementAndGet();
            agent.runAllWithTheNameCut(assignment);
          });
    }

    void minute() {
      clock.advance(Duration.ofSeconds(61));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(61));
    }

    @Override
    public void close() {
      service.close();
      sweeps.close();
      store.close();
    }
  }

  @Test
  void afterTheLeaseHasPassed_onlyTheNewHolderLooks_andOneIncidentIsOpened() throws Exception {
    var file =
        Files.writeString(
            folder.resolve("watch.yaml"), "watches: [{target: %s}]".formatted(SampleSweep.SHOP));
    var address = SERVER.emptySchema();
    try (var first = new Watcher(address, file)) {
      first.minute();
      await(() -> first.plans.get() >= 2 && first.sweeps.running() == 0);
      endLease(address);
      try (var second = new Watcher(address, file)) {
        int before = first.plans.get();
        for (int i = 0; i < 3; i++) {
          int looks = second.plans.get();
          first.minute();
          second.minute();
          await(() -> second.plans.get() >= looks + 2 && second.sweeps.running() == 0);
        }
        await(() -> second.store.watches().incidents(9).size() == 1);
        assertEquals(before, first.plans.get(), "the former holder sent a plan");
        assertThrows(
            LeaseLostException.class,
            () -> first.store.watches().save("x", "", List.of(), List.of()));
        assertEquals(1, second.store.watches().incidents(9).size());
      }
    }
  }

  private static void endLease(DatabaseAddress address) throws SQLException {
    try (var connection = SERVER.connect();
        var statement = connection.createStatement()) {
      statement.execute("SET search_path = " + schema(address));
      statement.execute("UPDATE lease SET ends_at = clock_timestamp() - interval '1 second'");
    }
  }

  private static String schema(DatabaseAddress address) {
    return address.url().substring(address.url().lastIndexOf('=') + 1);
  }

  private static void await(BooleanSupplier condition) {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > patience) {
        throw new AssertionError("the condition did not come true within 30 s");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
