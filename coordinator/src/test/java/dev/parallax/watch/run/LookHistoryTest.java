package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Attribution;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.SettableClock;
import dev.parallax.health.Vitals;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Step;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.words.Catalogue;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.FakeAgent;
import dev.parallax.sweep.Follower;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.sweep.request.VantageSelector;
import dev.parallax.watch.expiry.SampleChain;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.history.StoredHistories;
import dev.parallax.watch.phase.PhaseBook;
import dev.parallax.watch.phase.PhaseHistory;
import dev.parallax.watch.phase.PhaseJson;
import dev.parallax.watch.phase.TimedStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The looks of a watch become the history of a later sweep, over a real store and real sweeps, with
 * agents without a network.
 */
@Timeout(60)
final class LookHistoryTest {
  private static final int LOOKS = 13;

  @TempDir private Path folder = Path.of("");
  private final ConnectedAgents agents = new ConnectedAgents();
  private final AtomicLong nanos = new AtomicLong();
  private final SettableClock clock = new SettableClock(Instant.now().toString());
  private final AtomicInteger plans = new AtomicInteger();
  private volatile TlsStep handshake = handshake("0a", 50);
  private Store store;
  private Sweeps sweeps;
  private WatchService service;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.open(folder.resolve("store.db"));
    var environment =
        new SweepEnvironment(
            store,
            agents,
            () -> List.of("a", "b", "c").stream().map(SampleSweep::vantage).toList(),
            new SweepSettings(
                List.of(Target.parse("https://ref.test")), List.of(), Optional.empty()),
            host -> new CompletableFuture<>(),
            List.of(),
            Clock.systemUTC(),
            new Random(1),
            new Vitals());
    sweeps = new Sweeps(environment.with(new StoredHistories(store)));
    for (var name : List.of("a", "b", "c")) {
      agents.connected(
          new VantageId(name),
          new FakeAgent(
              name,
              sweeps.intake(),
              (agent, assignment) -> {
                plans.incrementAndGet();
                agent.runAllWith(handshake, assignment);
              }));
    }
    var file = folder.resolve("watch.yaml");
    Files.writeString(file, "watches:\n  - target: " + SampleSweep.SHOP.name() + "\n");
    service =
        new WatchService(WatchFile.open(file), sweeps, store, clock, nanos::get, new Vitals());
  }

  @AfterEach
  void close() {
    service.close();
    sweeps.close();
    store.close();
  }

  @Test
  void aSweepBeforeTheFirstLook_hasNoHistory() throws Exception {
    assertEquals(Optional.empty(), history(swept()));
  }

  @Test
  void aSlowHandshakeAndAnotherCertificate_areSaid_andDerivedAgainFromTheStoredSweep()
      throws Exception {
    look();
    handshake = handshake("0b", 480);
    var stored = swept();

    var known = history(stored).orElseThrow();
    assertTrue(known.lastHealthy().isPresent());
    assertEquals(3, known.vantages().size());
    for (var vantage : known.vantages()) {
      var tls = vantage.step(Step.TLS).orElseThrow();
      assertTrue(tls.looks() >= LOOKS - 1, tls::toString);
      assertEquals(Duration.ofMillis(50), tls.median());
      assertEquals(Duration.ZERO, tls.deviation());
      assertTrue(vantage.reference("https://ref.test", Step.TCP).isPresent(), vantage::toString);
      assertEquals(List.of("0a".repeat(32)), vantage.lastSeen().orElseThrow().leaves());
    }
    var verdict = stored.verdicts().getFirst().verdicts().getFirst();
    assertEquals(Blame.HEALTHY, verdict.blame());
    var kinds = verdict.evidence().stream().map(found -> found.kind()).toList();
    assertTrue(kinds.contains(FindingKind.SLOWER_THAN_HISTORY), kinds::toString);
    assertTrue(kinds.contains(FindingKind.SERVER_CHANGED), kinds::toString);
    var headline = Catalogue.english().headline(verdict);
    assertTrue(headline.contains("the TLS handshake 480ms, usually 50ms there"), headline);
    assertEquals(stored.verdicts(), Attribution.attribute(stored.sweep()));
    var document =
        JsonReport.write(
            Report.of(stored.sweep(), stored.verdicts(), ExitPolicy.DEFAULT), Catalogue.english());
    var read = JsonReportReader.read(document);
    assertEquals(history(stored), read.targets().getFirst().history());
    assertEquals(stored.verdicts(), Attribution.attribute(read));
  }

  private static Optional<TargetHistory> history(StoredSweep stored) {
    return stored.sweep().targets().getFirst().history();
  }

  private StoredSweep swept() throws Exception {
    var follower = new Follower();
    var request =
        new SweepRequest(
            List.of(SampleSweep.SHOP),
            VantageSelector.parse("a,b,c"),
            List.of(),
            5,
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Set.of());
    var id = sweeps.start(request, follower);
    var _ = follower.sweep();
    return store.sweep(id).orElseThrow();
  }

  /** So many looks, of which the last has been taken in. */
  private void look() {
    for (int look = 1; look <= LOOKS; look++) {
      int before = plans.get();
      await(() -> sweeps.running() == 0);
      clock.advance(Duration.ofSeconds(61));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(61));
      await(() -> plans.get() >= before + 3);
    }
    await(() -> sweeps.running() == 0 && samples() >= LOOKS - 1);
  }

  private int samples() {
    return store
        .watches()
        .state(PhaseBook.key(SampleSweep.SHOP.name()))
        .map(PhaseJson::read)
        .map(book -> book.histories().getOrDefault(new VantageId("a"), Map.of()))
        .map(steps -> steps.getOrDefault(TimedStep.TLS, PhaseHistory.EMPTY).samples().size())
        .orElse(0);
  }

  private static TlsStep handshake(String digits, int millis) {
    var step =
        SampleChain.handshake(
            SampleChain.certificate(digits, Instant.now().plus(Duration.ofDays(60))));
    return new TlsStep(
        step.hello(),
        step.agreed(),
        step.chain(),
        step.staple(),
        step.central(),
        step.certificateRequested(),
        step.alert(),
        step.traffic(),
        step.sinceLastSend(),
        Duration.ofMillis(millis));
  }

  private static void await(BooleanSupplier condition) {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > patience) {
        throw new AssertionError("the condition did not come true within 20 s");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }
}
