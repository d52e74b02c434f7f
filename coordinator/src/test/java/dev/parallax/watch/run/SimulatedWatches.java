package dev.parallax.watch.run;

import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.SettableClock;
import dev.parallax.health.Vitals;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.FakeAgent;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.file.WatchFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Watches in simulated time: a real store, real sweeps and verdicts, agents without a network. */
final class SimulatedWatches implements AutoCloseable {
  private final AtomicLong nanos = new AtomicLong();
  private final Set<String> removed = ConcurrentHashMap.newKeySet();
  private final AtomicInteger readings = new AtomicInteger();
  private final SettableClock clock = new SettableClock("2026-11-30T00:00:00Z");
  private final SqliteStore store;
  private final Sweeps sweeps;
  private final WatchService service;

  /**
   * Starts the service.
   *
   * @param folder for the database and the file of watches
   * @param vantages names
   * @param references sites
   * @param outcome of each trial
   * @param watches the content of the file
   */
  SimulatedWatches(
      Path folder,
      List<String> vantages,
      List<String> references,
      Function<TrialKey, Outcome> outcome,
      String watches)
      throws IOException, WatchFileException {
    store = SqliteStore.open(folder.resolve("store.db"));
    var agents = new ConnectedAgents();
    sweeps =
        new Sweeps(
            new SweepEnvironment(
                store,
                agents,
                () ->
                    vantages.stream()
                        .filter(name -> !removed.contains(name))
                        .map(SampleSweep::vantage)
                        .toList(),
                new SweepSettings(
                    references.stream().map(Target::parse).toList(), List.of(), Optional.empty()),
                host -> new CompletableFuture<>(),
                List.of(),
                clock,
                new Random(1),
                new Vitals()));
    vantages.forEach(name -> agents.connected(new VantageId(name), agent(name, outcome)));
    var file = Files.writeString(folder.resolve("watch.yaml"), watches);
    service = new WatchService(WatchFile.open(file), sweeps, store, clock, this::now, new Vitals());
  }

  private FakeAgent agent(String name, Function<TrialKey, Outcome> outcome) {
    return new FakeAgent(
        name, sweeps.intake(), (agent, assignment) -> agent.runAllWith(outcome, assignment));
  }

  Store store() {
    return store;
  }

  private long now() {
    readings.incrementAndGet();
    return nanos.get();
  }

  /** Removes a vantage from the fleet. */
  void remove(String vantage) {
    removed.add(vantage);
  }

  /** The wall clock is set to another time; elapsed time goes on. */
  void jump(Duration by) {
    clock.advance(by);
  }

  /** Each watch has a look; its second look and full sweep are over at the end. */
  void minute() {
    int before = readings.get();
    clock.advance(Duration.ofMinutes(1));
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(1));
    await(() -> readings.get() >= before + 2);
    await(() -> service.figures().looks() == 0 && sweeps.running() == 0);
  }

  void minutes(int count) {
    for (int i = 0; i < count; i++) {
      minute();
    }
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

  @Override
  public void close() {
    service.close();
    sweeps.close();
    store.close();
  }
}
