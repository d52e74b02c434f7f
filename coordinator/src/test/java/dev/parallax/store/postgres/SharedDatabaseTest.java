package dev.parallax.store.postgres;

import static dev.parallax.store.Samples.NOON;
import static dev.parallax.store.Samples.VANTAGE;
import static dev.parallax.store.Samples.header;
import static dev.parallax.store.Samples.id;
import static dev.parallax.store.Samples.key;
import static dev.parallax.store.Samples.passed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.RoundPlan;
import dev.parallax.store.Samples;
import dev.parallax.store.failure.LeaseLostException;
import dev.parallax.store.relay.AgentOrder;
import dev.parallax.store.relay.AgentPresence;
import dev.parallax.store.relay.RelayStore;
import dev.parallax.store.relay.RelayedBatch;
import java.net.InetAddress;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Two coordinators on one database; skipped where no server is installed. */
@Timeout(60)
@ResourceLock(PostgresServer.LOCK)
final class SharedDatabaseTest {
  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();
  private static final SweepId SWEEP = id("s1");

  private DatabaseAddress address = new DatabaseAddress("jdbc:postgresql://127.0.0.1/none");
  private final List<PostgresStore> opened = new ArrayList<>();

  @BeforeEach
  void createSchema() {
    address = SERVER.emptySchema();
  }

  @AfterEach
  void close() {
    opened.forEach(PostgresStore::close);
  }

  private PostgresStore join() {
    var store = PostgresStore.join(address, SERVER.environment());
    opened.add(store);
    return store;
  }

  private static void begin(PostgresStore store) {
    store.begin(
        header(SWEEP.value(), NOON),
        new RoundPlan(SWEEP, 1, Bytes.copyOf(new byte[] {1}), new TreeSet<>(Set.of(VANTAGE))),
        "");
  }

  @Test
  void formerOwner_cannotWrite_andTheNextOwnerContinues() throws SQLException {
    var first = join();
    var second = join();
    begin(first);
    assertEquals(List.of(), second.relays().orphans());
    assertFalse(second.relays().adopt(SWEEP), "its owner lives");
    assertTrue(second.relays().isElsewhere(SWEEP));
    endLeases();
    second.extendLease();
    assertEquals(List.of(SWEEP), second.relays().orphans());
    assertTrue(second.relays().adopt(SWEEP));
    assertFalse(second.relays().isElsewhere(SWEEP));
    assertThrows(LeaseLostException.class, () -> first.add(List.of(passed("s1", 1))));
    assertThrows(
        LeaseLostException.class, () -> first.seal(header("s1", NOON), List.of(), List.of()));
    assertThrows(LeaseLostException.class, () -> first.relays().close(SWEEP));
    assertThrows(LeaseLostException.class, first::extendLease);
    second.seal(header("s1", NOON), List.of(), List.of());
    assertTrue(second.isComplete(SWEEP));
  }

  @Test
  void twoCoordinatorsThatAdoptAtOnce_oneBecomesTheOwner() throws Exception {
    var first = join();
    begin(first);
    first.close();
    var stores = IntStream.range(0, 4).mapToObj(number -> join()).toList();
    var start = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var adoptions =
          stores.stream()
              .map(
                  store ->
                      threads.submit(
                          () -> {
                            start.await();
                            return store.relays().adopt(SWEEP);
                          }))
              .toList();
      start.countDown();
      int owners = 0;
      for (var adoption : adoptions) {
        owners += adoption.get(30, TimeUnit.SECONDS) ? 1 : 0;
      }
      assertEquals(1, owners);
    }
  }

  @Test
  void observationsOfARelay_reachTheOwnerOnce_andNoneAfterItCloses() {
    var owner = join();
    var relay = join();
    begin(owner);
    owner.add(List.of(passed("s1", 1)));
    relay.add(List.of(passed("s1", 2), passed("s1", 3)));
    relay.add(List.of(passed("s1", 3), passed("s1", 4)));
    var read = new HashMap<String, Long>();
    assertEquals(
        List.of(passed("s1", 2), passed("s1", 3), passed("s1", 4)), read(owner.relays(), read));
    assertEquals(List.of(), read(owner.relays(), read));
    relay.relays().forward(List.of(new RelayedBatch.Finished(SWEEP, VANTAGE, 1, true)));
    relay.add(List.of(passed("s1", 5)));
    var batches = owner.relays().batches(SWEEP, read);
    assertTrue(batches.getFirst().batch() instanceof RelayedBatch.Rows, batches::toString);
    assertEquals(new RelayedBatch.Finished(SWEEP, VANTAGE, 1, true), batches.getLast().batch());
    owner.relays().close(SWEEP);
    assertEquals(
        Set.of(key("s1", Arm.BASE, 6, Samples.ADDRESS)), relay.add(List.of(passed("s1", 6))));
    owner.seal(header("s1", NOON), List.of(), List.of());
    assertEquals(5, owner.observations(SWEEP).size());
    assertEquals(List.of(), owner.relays().batches(SWEEP, Map.of()));
  }

  @Test
  void relaysThatWriteAtOnce_loseNothing() throws Exception {
    var owner = join();
    begin(owner);
    var relays = List.of(join(), join());
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int trial = 1; trial <= 100; trial++) {
        var observed = List.of(passed("s1", trial));
        var relay = relays.get(trial % relays.size());
        var _ = threads.submit(() -> relay.add(observed));
      }
      var read = new HashMap<String, Long>();
      var seen = new TreeSet<Integer>();
      while (seen.size() < 100) {
        read(owner.relays(), read).forEach(one -> seen.add(one.key().trial()));
      }
    }
    assertEquals(100, owner.observations(SWEEP).size());
  }

  @Test
  void messageToAnAgent_isReadByTheCoordinatorWithItsNewestStream() throws Exception {
    var sender = join().relays();
    var former = join().relays();
    var current = join().relays();
    long older = former.nextGeneration();
    current.publish(List.of(present(current.nextGeneration())), List.of());
    former.publish(List.of(present(older)), List.of());
    assertEquals(List.of(VANTAGE), vantages(sender));
    assertEquals(List.of(), vantages(current));
    var order =
        new AgentOrder(
            0,
            VANTAGE,
            AgentOrder.Kind.ASSIGN,
            Optional.of(SWEEP),
            2,
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            Duration.ofMillis(20),
            Map.of("https://example.test:443", InetAddress.ofLiteral("192.0.2.7")),
            Set.of(443),
            Set.of());
    sender.send(List.of(order, AgentOrder.sightings(VANTAGE, SWEEP, 2, Set.of("ab".repeat(32)))));
    assertEquals(List.of(), former.orders());
    var read = current.orders();
    assertEquals(2, read.size());
    var plan = read.getFirst();
    assertTrue(plan.startAfter().compareTo(Duration.ofSeconds(1)) <= 0, plan::toString);
    assertEquals(order.routes(), plan.routes());
    assertEquals(order.watchPorts(), plan.watchPorts());
    assertEquals(Duration.ofMillis(20), plan.handshakeInterval());
    assertEquals(Set.of("ab".repeat(32)), read.getLast().clientRandoms());
    current.passedOn(read);
    assertEquals(List.of(), current.orders());
  }

  @Test
  void streamThatAnotherCoordinatorReplaces_isReportedWithItsInstance() {
    var first = join().relays();
    var second = join().relays();
    first.publish(List.of(present(first.nextGeneration(), "aa", false)), List.of());
    assertEquals(Map.of(), first.replaced(List.of(VANTAGE)));
    long newer = second.nextGeneration();
    second.publish(List.of(present(newer, "bb", true)), List.of());
    assertEquals(Map.of(), second.replaced(List.of(VANTAGE)));
    var found = first.replaced(List.of(VANTAGE)).values().iterator().next().orElseThrow();
    assertEquals(newer, found.generation());
    assertEquals("bb", found.instance());
    assertTrue(found.answered());
    second.publish(List.of(), List.of(VANTAGE));
    assertEquals(
        Map.of(VANTAGE, Optional.empty()), first.replaced(List.of(VANTAGE)), "no row at all");
  }

  @Test
  void ring_isHeardByTheOtherCoordinator() throws Exception {
    var ringing = join().relays();
    var listening = join().relays();
    var heard = new CountDownLatch(1);
    var listener =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  try {
                    listening.listen(heard::countDown);
                  } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                  }
                });
    while (!heard.await(100, TimeUnit.MILLISECONDS)) {
      ringing.ring();
    }
    listener.interrupt();
  }

  @Test
  void oneCoordinatorDeletesWhatIsOld() {
    var first = join().relays();
    var second = join().relays();
    assertTrue(first.maintains());
    assertFalse(second.maintains());
    assertTrue(first.maintains());
  }

  @Test
  void oneCoordinatorWritesToTheOutlet_andAnotherAfterItsEnd() {
    var first = join();
    var second = join();
    assertTrue(first.outlet().isWriter());
    assertFalse(second.outlet().isWriter());
    first.close();
    opened.remove(first);
    assertTrue(second.outlet().isWriter());
  }

  private static List<Observation> read(RelayStore owner, Map<String, Long> after) {
    var read = new ArrayList<Observation>();
    for (var batch : owner.batches(SWEEP, after)) {
      after.put(batch.relay(), batch.number());
      if (batch.batch() instanceof RelayedBatch.Rows rows) {
        read.addAll(owner.observations(SWEEP, rows));
      }
    }
    return read.stream().distinct().toList();
  }

  private static AgentPresence present(long generation) {
    return present(generation, "", false);
  }

  private static AgentPresence present(long generation, String instance, boolean answered) {
    return new AgentPresence(
        generation,
        instance,
        answered,
        new Vantage(VANTAGE, Map.of("isp", "A"), "0.1.0", Optional.empty(), Map.of()),
        false,
        Instant.EPOCH);
  }

  private static List<VantageId> vantages(RelayStore store) {
    return store.elsewhere().stream().map(one -> one.vantage().id()).toList();
  }

  private void endLeases() throws SQLException {
    try (var connection = SERVER.connect();
        var statement = connection.createStatement()) {
      var url = address.url();
      statement.execute("SET search_path = " + url.substring(url.lastIndexOf('=') + 1));
      statement.execute("UPDATE lease SET ends_at = clock_timestamp() - interval '1 second'");
    }
  }
}
