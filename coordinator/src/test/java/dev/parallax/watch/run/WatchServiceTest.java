package dev.parallax.watch.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.SettableClock;
import dev.parallax.health.Vitals;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.report.Aspect;
import dev.parallax.store.IncidentRecord;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.FakeAgent;
import dev.parallax.sweep.SampleSweep;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.watch.expiry.SampleChain;
import dev.parallax.watch.file.WatchFile;
import dev.parallax.watch.history.HealthyChanges;
import dev.parallax.watch.route.HttpPeer;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Watches over a real store and real sweeps, with agents without a network. */
@Timeout(60)
final class WatchServiceTest {
  private static final String FILE = "watches:\n  - target: " + SampleSweep.SHOP.name() + "\n";

  @TempDir private Path folder = Path.of("");
  private final ConnectedAgents agents = new ConnectedAgents();
  private final AtomicLong nanos = new AtomicLong();
  private final SettableClock clock = new SettableClock(Instant.now().toString());
  private final AtomicInteger plans = new AtomicInteger();
  private volatile boolean broken;
  private volatile Optional<TlsStep> handshake = Optional.empty();
  private volatile Optional<TlsStep> other = Optional.empty();
  private Store store;
  private Sweeps sweeps;
  private WatchService service;

  @BeforeEach
  void open() throws Exception {
    store = SqliteStore.open(folder.resolve("store.db"));
    sweeps =
        new Sweeps(
            new SweepEnvironment(
                store,
                agents,
                () -> List.of("a", "b", "c", "d").stream().map(SampleSweep::vantage).toList(),
                new SweepSettings(
                    List.of(Target.parse("https://ref.test")), List.of(), Optional.empty()),
                host -> new CompletableFuture<>(),
                List.of(),
                Clock.systemUTC(),
                new Random(1),
                new Vitals()));
    for (var name : List.of("a", "b", "c", "d")) {
      agents.connected(
          new VantageId(name),
          new FakeAgent(
              name,
              sweeps.intake(),
              (agent, assignment) -> {
                plans.incrementAndGet();
                if (broken) {
                  agent.runAllWithTheNameCut(assignment);
                } else if (other.isPresent() && name.equals("a")) {
                  agent.runAllWith(other.get(), assignment);
                } else if (handshake.isPresent()) {
                  agent.runAllWith(handshake.get(), assignment);
                } else {
                  agent.runAll(assignment);
                }
              }));
    }
    Files.writeString(folder.resolve("watch.yaml"), FILE);
    watch();
  }

  private void watch() throws Exception {
    service =
        new WatchService(
            WatchFile.open(folder.resolve("watch.yaml")),
            sweeps,
            store,
            clock,
            nanos::get,
            new Vitals());
  }

  @AfterEach
  void close() {
    service.close();
    sweeps.close();
    store.close();
  }

  @Test
  void healthyLooksLeaveOneSweepInTheStore_andNoneInTheList() throws Exception {
    for (int look = 1; look <= 3; look++) {
      minute();
      int plansSoFar = 4 * look;
      await(() -> plans.get() == plansSoFar && looks().size() == 1 && sweeps.running() == 0);
    }
    assertEquals(List.of(), store.sweeps(10));
    assertEquals(Optional.empty(), store.lastSweep());
    assertEquals(1, store.verdictsOn(SampleSweep.SHOP.name(), later(), 10).size());
    assertEquals(List.of(), store.watches().incidents(10));
  }

  @Test
  void aFaultOpensOneIncident_survivesARestart_andIsClosedByTwoHealthyLooks() throws Exception {
    minute();
    await(() -> looks().size() == 1);
    broken = true;
    minute();
    await(() -> incident().isPresent());
    var open = incident().orElseThrow();
    assertEquals(SampleSweep.SHOP.name(), open.target());
    assertTrue(open.body().contains("\"blame\":\"" + Blame.ORIGIN + "\""), open.body());
    assertEquals(1, store.sweeps(10).size(), "the full sweep is kept, the looks are not");

    service.close();
    watch();
    assertEquals(List.of(open.id()), service.open().stream().map(one -> one.id()).toList());

    broken = false;
    look();
    look();
    await(() -> incident().orElseThrow().closedAt().isPresent());
    assertEquals(1, store.watches().incidents(10).size());
  }

  @Test
  void anOutageWithoutASureVerdict_opensWithItsFirstSweep_andALaterVerdictUpdatesIt()
      throws Exception {
    change(FILE + "    probability: 1\n");
    broken = true;
    minute();
    await(() -> incident().isPresent() && service.open().size() == 1);
    var open = incident().orElseThrow();
    assertEquals(Blame.INCONCLUSIVE, service.open().getFirst().finding().blame());
    assertEquals(4, service.open().getFirst().finding().affected().size());
    assertEquals(1, store.sweeps(10).size());
    change(FILE);
    for (int look = 0; look < 5; look++) {
      look();
    }
    await(() -> service.open().getFirst().finding().blame() == Blame.ORIGIN);
    assertEquals(open.id(), incident().orElseThrow().id());
    assertEquals(1, store.watches().incidents(10).size());
  }

  @Test
  void anOutageInThePauseAfterASweep_opensAtOnce_undecided() throws Exception {
    broken = true;
    minute();
    await(() -> incident().isPresent() && sweeps.running() == 0);
    broken = false;
    look();
    look();
    await(() -> incident().orElseThrow().closedAt().isPresent());
    broken = true;
    look();
    await(() -> service.open().size() == 1);
    assertEquals(Blame.INCONCLUSIVE, service.open().getFirst().finding().blame());
    assertEquals(1, store.sweeps(10).size(), "the pause between full sweeps is kept");
    look();
    look();
    await(() -> service.open().getFirst().finding().blame() == Blame.ORIGIN);
    assertEquals(2, store.watches().incidents(10).size());
  }

  @Test
  void theFirstMessageHasTheVerdict_sinceWhen_whoIsAffected_andTheRemedy() throws Exception {
    service.close();
    try (var peer = new HttpPeer()) {
      Files.writeString(
          folder.resolve("watch.yaml"),
          FILE
              + "    routes: [ops]\n"
              + "link: https://pages.test\n"
              + "routes: {ops: {type: webhook, url: '"
              + peer.url()
              + "/'}}\n");
      watch();
      minute();
      await(() -> looks().size() == 1);
      broken = true;
      minute();
      await(() -> incident().isPresent());
      clock.advance(Duration.ofSeconds(6));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
      await(() -> peer.requests.size() == 1);
      var alert = new ObjectMapper().readTree(peer.requests.getFirst().body()).at("/alerts/0");
      var annotations = alert.path("annotations");
      assertTrue(annotations.path("summary").asText().startsWith("ORIGIN / edge — "), alert + "");
      assertEquals("a, b, c, d", annotations.path("affected").asText());
      assertTrue(annotations.path("changes").asText().contains(" → "), alert + "");
      assertTrue(annotations.path("remedy").asText().length() > 10, alert + "");
      assertTrue(annotations.path("link").asText().startsWith("https://pages.test/sweeps/2"));
      assertEquals("firing", alert.path("status").asText());
    }
  }

  @Test
  void anInsideSelectorWithoutAVantage_isLeftOutOfTheSweep_andNamedInTheMessage() throws Exception {
    service.close();
    try (var peer = new HttpPeer()) {
      Files.writeString(
          folder.resolve("watch.yaml"),
          FILE
              + "    routes: [ops]\n    inside: [d, lan]\n"
              + "routes: {ops: {type: webhook, url: '"
              + peer.url()
              + "/'}}\n");
      watch();
      var unmatched = service.overview().watch(SampleSweep.SHOP.name()).orElseThrow().unmatched();
      assertEquals(List.of("lan"), unmatched.inside().stream().map(Object::toString).toList());
      assertFalse(unmatched.from());
      broken = true;
      minute();
      await(() -> incident().isPresent());
      assertEquals(1, store.sweeps(10).size());
      clock.advance(Duration.ofSeconds(6));
      nanos.addAndGet(TimeUnit.SECONDS.toNanos(2));
      await(() -> peer.requests.size() == 1);
      var affected =
          new ObjectMapper()
              .readTree(peer.requests.getFirst().body())
              .at("/alerts/0/annotations/affected")
              .asText();
      assertTrue(affected.contains("No vantage matches the inside selector lan"), affected);
    }
  }

  @Test
  void anExpiringCertificateIsReportedOnce_alsoAfterARestart_andEndsWhenItIsReplaced()
      throws Exception {
    service.close();
    try (var peer = new HttpPeer()) {
      Files.writeString(
          folder.resolve("watch.yaml"),
          FILE
              + "    routes: [ops]\n    expiry-days: [30, 5]\n"
              + "routes: {ops: {type: webhook, language: zh, url: '"
              + peer.url()
              + "/'}}\n");
      var now = Clock.systemUTC().instant();
      handshake =
          Optional.of(
              SampleChain.handshake(SampleChain.certificate("0a", now.plus(Duration.ofDays(4)))));
      watch();
      look();
      await(() -> incident().isPresent());
      assertEquals(SampleSweep.SHOP.name(), incident().orElseThrow().target());
      assertEquals(List.of(), service.open(), "the target does not fail");
      service.close();
      watch();
      look();
      handshake =
          Optional.of(
              SampleChain.handshake(SampleChain.certificate("0b", now.plus(Duration.ofDays(90)))));
      look();
      look();
      await(() -> incident().orElseThrow().closedAt().isPresent());
      assertEquals(1, store.watches().incidents(10).size());
      var bodies =
          store.watches().notifications(10).stream().map(sent -> sent.body()).toList().reversed();
      assertEquals(2, bodies.size(), bodies.toString());
      assertTrue(bodies.getFirst().contains("\"event\":\"OPENED\""), bodies.toString());
      assertTrue(bodies.getFirst().contains("服务器证书将在 3 天后过期"), bodies.toString());
      assertTrue(bodies.getLast().contains("\"event\":\"CLOSED\""), bodies.toString());
    }
  }

  @Test
  void whileAFaultLastsThereIsOneFullSweepInFiveMinutes() throws Exception {
    broken = true;
    for (int i = 0; i < 9; i++) {
      int before = plans.get();
      minute();
      await(() -> plans.get() > before);
      await(() -> sweeps.running() == 0);
    }
    assertTrue(store.sweeps(10).size() <= 2, store.sweeps(10).toString());
  }

  @Test
  void maintenanceOpensNothing() throws Exception {
    service.close();
    Files.writeString(
        folder.resolve("watch.yaml"),
        FILE + "maintenance:\n  - {from: '2020-01-01T00:00:00Z', to: '2120-01-01T00:00:00Z'}\n");
    watch();
    broken = true;
    minute();
    await(() -> store.sweeps(10).size() == 1 && sweeps.running() == 0);
    minute();
    minute();
    assertEquals(List.of(), store.watches().incidents(10));
  }

  @Test
  void aSilenceOpensNothing_lookingGoesOn_andItsEndOpensWhatStillFails() throws Exception {
    var silence =
        service.silence(SampleSweep.SHOP.name(), Duration.ofHours(1), " repair ", "operator x");
    assertEquals("repair", silence.reason());
    assertEquals(clock.instant().plus(Duration.ofHours(1)), silence.endsAt());
    broken = true;
    minute();
    await(() -> store.sweeps(10).size() == 1 && sweeps.running() == 0);
    look();
    look();
    assertEquals(List.of(), store.watches().incidents(10));
    service.close();
    watch();
    assertTrue(
        service.overview().watch(SampleSweep.SHOP.name()).orElseThrow().silence().isPresent());
    assertTrue(service.unsilence(SampleSweep.SHOP.name()));
    assertFalse(service.unsilence(SampleSweep.SHOP.name()));
    look();
    await(() -> incident().isPresent());
  }

  @Test
  void aSilenceDoesNotKeepAnIncidentFromBeingClosed() throws Exception {
    broken = true;
    minute();
    await(() -> incident().isPresent());
    service.silence(SampleSweep.SHOP.name(), Duration.ofHours(1), "repair", "operator x");
    broken = false;
    look();
    look();
    await(() -> incident().orElseThrow().closedAt().isPresent());
  }

  @Test
  void anInvalidSilenceIsRefused_namingTheValue() {
    for (var length : List.of(Duration.ofSeconds(59), Duration.ofDays(31))) {
      var refused =
          assertThrows(
              IllegalArgumentException.class,
              () -> service.silence(SampleSweep.SHOP.name(), length, "why", "op"));
      assertTrue(refused.toString().contains("a silence lasts 1m to 30d, got: "));
    }
    for (var reason : List.of(" ", "x".repeat(201))) {
      assertThrows(
          IllegalArgumentException.class,
          () -> service.silence(SampleSweep.SHOP.name(), Duration.ofHours(1), reason, "op"));
    }
    var unknown =
        assertThrows(
            IllegalArgumentException.class,
            () -> service.silence("https://x.test", Duration.ofHours(1), "why", "op"));
    assertEquals("expected a watched target, got: https://x.test", unknown.getMessage());
  }

  @Test
  void aChangedFileIsReadAgain() throws Exception {
    Files.writeString(folder.resolve("watch.yaml"), "watches: [{target: x.test}, {target: y}]");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
    await(() -> service.figures().watches() == 2);
    Files.writeString(folder.resolve("watch.yaml"), "watches: [{target: x.test}, {tarket: y}]");
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
    await(() -> service.figures().trouble().isPresent());
    assertEquals(2, service.figures().watches());
  }

  @Test
  void aPausedWatch_closesItsIncidentWithoutARecovery_andMakesNoLooks() throws Exception {
    broken = true;
    minute();
    await(() -> incident().isPresent());
    await(() -> sweeps.running() == 0);
    change(FILE + "    paused: true\n  - target: quiet.test\n    interval: 1h\n");
    await(() -> incident().orElseThrow().closedAt().isPresent());
    await(() -> service.figures().paused() == 1);
    var paused = service.overview().watch(SampleSweep.SHOP.name()).orElseThrow();
    assertEquals(Optional.empty(), paused.nextLook());
    assertFalse(paused.failing());
    await(() -> sweeps.running() == 0);
    int before = plans.get();
    minute();
    await(() -> service.figures().late().isZero());
    assertEquals(before, plans.get());

    change(FILE);
    await(() -> service.figures().paused() == 0);
    look();
  }

  @Test
  void aWatchThatIsRemovedWhileNoCoordinatorRuns_closesItsIncident_andTellsEveryRoute()
      throws Exception {
    broken = true;
    minute();
    await(() -> incident().isPresent());
    service.close();
    Files.writeString(
        folder.resolve("watch.yaml"),
        "watches: [{target: quiet.test}]\nroutes: {ops: {type: command, command: /bin/true}}\n");
    watch();
    assertTrue(incident().orElseThrow().closedAt().isPresent());
    assertEquals(List.of(), service.open());
    var message = store.watches().notifications(1).getFirst();
    assertTrue(message.body().contains("\"event\":\"ENDED\""), message.body());
  }

  @Test
  void aNewCertificateAtOneVantage_isAChangeThere_sinceTheHealthyLook() throws Exception {
    var now = Clock.systemUTC().instant();
    var changes = new HealthyChanges(sweeps, store);
    assertEquals(Optional.empty(), changes.latest(SampleSweep.SHOP, later()));
    handshake = handshake("0a", now);
    minute();
    await(() -> looks().size() == 1 && sweeps.running() == 0);
    other = handshake("0b", now);
    var fresh = new CompletableFuture<SweepId>();
    sweeps.start(
        WatchRequests.sweep(
            service.overview().watch(SampleSweep.SHOP.name()).orElseThrow().watch(), List.of()),
        new LookEnd((sweep, verdicts) -> fresh.complete(sweep.id()), fresh::completeExceptionally));
    var comparison = changes.of(fresh.get(30, TimeUnit.SECONDS), SampleSweep.SHOP).orElseThrow();
    var leaf = comparison.changes().stream().filter(one -> one.aspect() == Aspect.LEAF).findFirst();
    assertEquals(List.of(new VantageId("a")), leaf.orElseThrow().where());
    assertFalse(comparison.changes().stream().anyMatch(one -> one.aspect() == Aspect.OUTCOME));
    assertEquals(4, comparison.target().compared().size());
  }

  private static Optional<TlsStep> handshake(String sha256, Instant now) {
    var end = now.plus(Duration.ofDays(90));
    return Optional.of(SampleChain.handshake(SampleChain.certificate(sha256, end)));
  }

  private void change(String text) throws Exception {
    Files.writeString(folder.resolve("watch.yaml"), text);
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(3));
  }

  /** The looks that are in the store. */
  private List<SweepId> looks() {
    return store.verdictsOn(SampleSweep.SHOP.name(), later(), 10).stream()
        .map(one -> one.sweep())
        .toList();
  }

  private static Instant later() {
    return Clock.systemUTC().instant().plusSeconds(60);
  }

  private Optional<IncidentRecord> incident() {
    return store.watches().incidents(10).stream().findFirst();
  }

  /** The next look is due, and what the last has started is over. */
  private void minute() {
    await(() -> sweeps.running() == 0);
    clock.advance(Duration.ofSeconds(61));
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(61));
  }

  /** The same, and the look has been sent to every vantage. */
  private void look() {
    int before = plans.get();
    minute();
    await(() -> plans.get() >= before + 4);
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
