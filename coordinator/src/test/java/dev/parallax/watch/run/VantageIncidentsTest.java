package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.SettableClock;
import dev.parallax.health.Vitals;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
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
import org.junit.jupiter.api.io.TempDir;

/** One vantage whose connections all fail: a real store, real sweeps and verdicts. */
@Timeout(60)
final class VantageIncidentsTest {
  private static final List<String> VANTAGES = List.of("a", "b", "c", "d", "e", "f");
  private static final String SICK = "e";

  @TempDir private Path folder = Path.of("");
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger readings = new AtomicInteger();
  private final SettableClock clock = new SettableClock("2026-11-30T00:00:00Z");
  private volatile boolean down;

  @Test
  void aVantageWithoutAnUplink_isOneIncidentOfTheVantage_closedWhenItIsWell() throws Exception {
    watched(
        "vantage",
        (store, minute) -> {
          minutes(3, minute);
          assertEquals(List.of(), store.watches().incidents(10));
          down = true;
          minutes(4, minute);
          var opened = store.watches().incidents(10);
          assertEquals(1, opened.size(), verdicts(store));
          assertEquals("vantage e", opened.getFirst().target());
          var incident = PastIncident.of(opened.getFirst()).incident().orElseThrow();
          assertEquals(Blame.VANTAGE, incident.finding().blame());
          assertEquals(List.of(new VantageId(SICK)), incident.finding().affected());
          assertEquals(1, store.sweeps(10).size(), "one full sweep names the cause");
          down = false;
          minutes(4, minute);
          var closed = store.watches().incidents(10);
          assertEquals(1, closed.size());
          assertTrue(closed.getFirst().closedAt().isPresent());
        });
  }

  @Test
  void withTheUsualLevel_aFaultOfAVantageOpensNothing() throws Exception {
    watched(
        "path",
        (store, minute) -> {
          down = true;
          minutes(6, minute);
          assertEquals(List.<IncidentRecord>of(), store.watches().incidents(10));
        });
  }

  /** What happens while watches run. */
  @FunctionalInterface
  private interface Story {
    void run(Store store, Runnable minute);
  }

  private void watched(String level, Story story) throws Exception {
    var agents = new ConnectedAgents();
    try (var store = SqliteStore.open(folder.resolve("store.db"));
        var sweeps = sweeps(store, agents)) {
      VANTAGES.forEach(name -> agents.connected(new VantageId(name), agent(name, sweeps)));
      var file =
          Files.writeString(
              folder.resolve("watch.yaml"),
              "defaults: {level: "
                  + level
                  + ", probability: 0.8, expiry-days: []}\n"
                  + "watches: [{target: x.example}, {target: y.example}]\n");
      try (var service =
          new WatchService(WatchFile.open(file), sweeps, store, clock, this::now, new Vitals())) {
        story.run(store, () -> minute(service, sweeps));
      }
    }
  }

  private static String verdicts(Store store) {
    return store
        .verdictsOn("https://x.example", Instant.parse("2027-01-01T00:00:00Z"), 10)
        .toString();
  }

  private static void minutes(int count, Runnable minute) {
    for (int i = 0; i < count; i++) {
      minute.run();
    }
  }

  private Sweeps sweeps(Store store, ConnectedAgents agents) {
    return new Sweeps(
        new SweepEnvironment(
            store,
            agents,
            () -> VANTAGES.stream().map(SampleSweep::vantage).toList(),
            new SweepSettings(
                List.of(
                    Target.parse("https://one.test"),
                    Target.parse("https://two.test"),
                    Target.parse("https://three.test")),
                List.of(),
                Optional.empty()),
            host -> new CompletableFuture<>(),
            List.of(),
            clock,
            new Random(1),
            new Vitals()));
  }

  private FakeAgent agent(String name, Sweeps sweeps) {
    return new FakeAgent(
        name,
        sweeps.intake(),
        (agent, assignment) ->
            agent.runAllWith(
                key -> down && name.equals(SICK) ? SampleSweep.NO_CONNECT : SampleSweep.OK,
                assignment));
  }

  private long now() {
    readings.incrementAndGet();
    return nanos.get();
  }

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
