package dev.parallax.watch.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.SettableClock;
import dev.parallax.report.words.Language;
import dev.parallax.store.NotificationRecord;
import dev.parallax.store.NotificationRecord.State;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.watch.incident.Notice.Kind;
import dev.parallax.watch.message.DigestTest;
import dev.parallax.watch.message.Message;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.RouteKind;
import dev.parallax.watch.spec.RouteKind.Setting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Messages wait in the store until they are delivered or a day has passed. */
@Timeout(60)
final class NotificationOutboxTest {
  @TempDir private Path folder = Path.of("");
  private final SettableClock clock = new SettableClock("2026-03-01T12:00:00Z");
  private final List<List<Message>> delivered = new CopyOnWriteArrayList<>();
  private volatile boolean broken;
  private Store store;
  private NotificationOutbox outbox;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    outbox = new NotificationOutbox(store.watches(), route -> this::take, clock);
  }

  @AfterEach
  void close() {
    outbox.close();
    store.close();
  }

  private void take(List<Message> messages) throws DeliveryException {
    if (broken) {
      throw new DeliveryException("broken");
    }
    delivered.add(messages);
  }

  private void add(String route, String target) {
    var message = DigestTest.message(Kind.OPENED, target, "g", Language.EN);
    store
        .watches()
        .save(
            target,
            "{}",
            List.of(),
            List.of(NotificationOutbox.pending(route, message, clock.instant())));
  }

  private static AlertRoute route(String name) {
    return new AlertRoute(
        name, RouteKind.WEBHOOK, Map.of(Setting.URL, "http://127.0.0.1/"), Language.EN);
  }

  private void turn() {
    outbox.turn(List.of(route("a"), route("b")));
  }

  @Test
  void whatIsDueAtOnceGoesOutInOneDelivery() {
    add("a", "x");
    add("a", "y");
    add("b", "z");
    turn();
    assertEquals(List.of(), delivered, "messages of one cause may still follow");
    clock.advance(NotificationOutbox.GROUP_WAIT);
    turn();
    await(() -> states(State.SENT) == 3);
    assertEquals(2, delivered.size());
    assertEquals(2, delivered.stream().mapToInt(List::size).max().orElse(0));
    turn();
    assertEquals(2, delivered.size());
  }

  @Test
  void aStoredMessageThatCannotBeRead_isGivenUp_andTheOthersAreDelivered() {
    var now = clock.instant();
    store
        .watches()
        .save(
            "x",
            "{}",
            List.of(),
            List.of(new NotificationRecord(0, "a", now, now, 0, State.PENDING, "", "{}")));
    add("a", "y");
    clock.advance(NotificationOutbox.GROUP_WAIT);
    turn();
    await(() -> states(State.SENT) == 1 && states(State.FAILED) == 1);
    assertEquals(1, delivered.size());
  }

  @Test
  void alertsOfAlertmanagerAreRepeatedEachMinute_alsoAfterARestart_untilTheyAreClosed() {
    add("a", "x");
    clock.advance(Duration.ofSeconds(5));
    repeatTurn(1);
    repeatTurn(1);
    clock.advance(Duration.ofMinutes(1));
    repeatTurn(2);
    outbox.close();
    outbox = new NotificationOutbox(store.watches(), route -> this::take, clock);
    repeatTurn(3);
    assertEquals("https://x", delivered.getLast().getFirst().target());
    var over = DigestTest.message(Kind.CLOSED, "x", "g", Language.EN);
    var record = NotificationOutbox.pending("a", over, clock.instant());
    store.watches().save("x", "{}", List.of(), List.of(record));
    clock.advance(Duration.ofSeconds(30));
    repeatTurn(4);
    await(() -> states(State.SENT) == 2);
    clock.advance(Duration.ofMinutes(5));
    repeatTurn(4);
    turn();
    assertEquals(4, delivered.size());
  }

  /** The number of deliveries so far after a turn of an Alertmanager route. */
  private void repeatTurn(int deliveries) {
    var url = Map.of(Setting.URL, "http://127.0.0.1/");
    var route = new AlertRoute("a", RouteKind.ALERTMANAGER, url, Language.EN);
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    do {
      clock.advance(Duration.ofSeconds(5));
      outbox.turn(List.of(route));
      LockSupport.parkNanos(20_000_000);
    } while (delivered.size() < deliveries && System.nanoTime() < patience);
    assertEquals(deliveries, delivered.size());
  }

  @Test
  void aFailureIsRetriedWithGrowingPauses_andOtherRoutesAreNotDelayed() {
    broken = true;
    add("a", "x");
    clock.advance(Duration.ofSeconds(5));
    turn();
    awaitAttempts(1);
    assertEquals("broken", first().error());
    assertEquals(clock.instant().plusSeconds(10), first().dueAt());
    clock.advance(Duration.ofSeconds(10));
    turn();
    awaitAttempts(2);
    assertEquals(clock.instant().plusSeconds(20), first().dueAt());
    broken = false;
    clock.advance(Duration.ofSeconds(20));
    turn();
    await(() -> states(State.SENT) == 1);
    assertEquals(2, Objects.requireNonNull(outbox.counts().get("a")).failed().sum());
    assertEquals(1, Objects.requireNonNull(outbox.counts().get("a")).sent().sum());
  }

  @Test
  void afterADayADeliveryIsGivenUp() {
    var one =
        NotificationOutbox.pending(
            "a", DigestTest.message(Kind.OPENED, "x", "g", Language.EN), clock.instant());
    int attempts = 0;
    while (one.state() == State.PENDING) {
      assertTrue(one.dueAt().isAfter(clock.instant()));
      clock.advance(Duration.between(clock.instant(), one.dueAt()));
      one = NotificationOutbox.after(one, "broken", clock.instant());
      attempts++;
    }
    assertEquals(State.FAILED, one.state());
    var age = Duration.between(one.createdAt(), clock.instant());
    assertTrue(age.toHours() == 24, age.toString());
    assertTrue(attempts > 90 && attempts < 110, "attempts: " + attempts);
  }

  @Test
  void aClockThatJumps_neitherHoldsMessagesBackNorGivesThemUp() {
    broken = true;
    add("a", "x");
    clock.advance(Duration.ofSeconds(5));
    turn();
    awaitAttempts(1);
    clock.advance(Duration.ofDays(3));
    turn();
    awaitAttempts(2);
    assertEquals(State.PENDING, first().state(), "tried twice only");
    clock.advance(Duration.ofDays(-3));
    turn();
    awaitAttempts(3);
    broken = false;
    add("b", "y");
    clock.advance(Duration.ofDays(-1));
    turn();
    await(() -> states(State.SENT) == 2);
  }

  @Test
  void aRestartLosesNothing() {
    add("a", "x");
    outbox.close();
    store.close();
    open();
    clock.advance(Duration.ofSeconds(5));
    turn();
    await(() -> states(State.SENT) == 1);
    assertEquals("https://x", delivered.getFirst().getFirst().target());
  }

  private NotificationRecord first() {
    return store.watches().notifications(1).getFirst();
  }

  private long states(State state) {
    return store.watches().notifications(10).stream().filter(one -> one.state() == state).count();
  }

  /** Until this attempt has ended too: the route is busy before. */
  private void awaitAttempts(int attempts) {
    await(() -> first().attempts() == attempts && !outbox.isDelivering());
  }

  private static void await(BooleanSupplier condition) {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > patience) {
        throw new AssertionError("the condition did not come true within 20 s");
      }
      LockSupport.parkNanos(2_000_000);
    }
  }
}
