package dev.parallax.watch.route;

import dev.parallax.store.NotificationRecord;
import dev.parallax.store.NotificationRecord.State;
import dev.parallax.store.WatchStore;
import dev.parallax.store.failure.StoreException;
import dev.parallax.watch.message.Message;
import dev.parallax.watch.message.MessageJson;
import dev.parallax.watch.spec.AlertRoute;
import dev.parallax.watch.spec.RouteKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the stored messages. Each route has its own thread while it delivers, so that a slow
 * receiver delays no other; what is due at a route goes out in one delivery.
 */
public final class NotificationOutbox implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(NotificationOutbox.class);

  /** Messages with one cause arrive within this time and are delivered together. */
  public static final Duration GROUP_WAIT = Duration.ofSeconds(5);

  /** Robots of DingTalk and WeCom take 20 messages a minute. */
  private static final String UNREADABLE = "the stored message cannot be read";

  private static final Duration GAP = Duration.ofSeconds(4);

  /** Alertmanager resolves an alert at its end, which each repetition moves. */
  private static final Duration REPEAT = Duration.ofMinutes(1);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(10);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(15);
  private static final Duration GIVEN_UP = Duration.ofHours(24);
  private static final int DOUBLINGS = 7;

  /** After a jump of the clock a message may be old that was tried once. */
  private static final int FEWEST_ATTEMPTS = 10;

  private static final int ALL = 10_000;
  private static final Duration EVER = Duration.ofDays(36_500);
  private static final int BATCH = 50;

  private final WatchStore store;
  private final Function<AlertRoute, Receiver> receivers;
  private final InstantSource clock;
  private final FiringAlerts firing;
  private final Map<String, Instant> repeated = new ConcurrentHashMap<>();
  private final Map<String, Instant> busyUntil = new ConcurrentHashMap<>();
  private final Map<String, Counts> counts = new ConcurrentHashMap<>();
  private Instant lastTurn = Instant.MAX;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Attempts at a route since the start. */
  public record Counts(LongAdder sent, LongAdder failed) {
    private Counts() {
      this(new LongAdder(), new LongAdder());
    }
  }

  public NotificationOutbox(
      WatchStore store, Function<AlertRoute, Receiver> receivers, InstantSource clock) {
    this.store = store;
    this.receivers = receivers;
    this.clock = clock;
    this.firing = new FiringAlerts(store);
  }

  /** A message that is not delivered yet. */
  public static NotificationRecord pending(String route, Message message, Instant now) {
    return new NotificationRecord(
        0, route, now, now.plus(GROUP_WAIT), 0, State.PENDING, "", MessageJson.write(message));
  }

  /** Messages sent and failed attempts, by route. */
  public Map<String, Counts> counts() {
    return Map.copyOf(counts);
  }

  /** Whether a delivery runs. */
  boolean isDelivering() {
    return busyUntil.containsValue(Instant.MAX);
  }

  /** Starts what is due; returns at once. */
  public void turn(List<AlertRoute> routes) {
    var now = clock.instant();
    if (now.isBefore(lastTurn)) {
      routes.forEach(route -> setBack(route, now));
    }
    lastTurn = now;
    for (var route : routes) {
      if (busyUntil.getOrDefault(route.name(), Instant.MIN).isAfter(now)) {
        continue;
      }
      var due = store.due(route.name(), now, BATCH);
      if (!due.isEmpty()) {
        busyUntil.put(route.name(), Instant.MAX);
        threads.execute(() -> deliver(route, due));
      } else if (route.kind() == RouteKind.ALERTMANAGER) {
        repeat(route, now);
      }
    }
  }

  /** At a start, and when the clock was set back: no message waits for the time it was set to. */
  private void setBack(AlertRoute route, Instant now) {
    busyUntil.computeIfPresent(
        route.name(), (_, until) -> until.equals(Instant.MAX) ? until : Instant.MIN);
    var latest = now.plus(LONGEST_RETRY);
    var late =
        store.due(route.name(), now.plus(EVER), ALL).stream()
            .filter(one -> one.dueAt().isAfter(latest))
            .map(one -> result(one, now, one.attempts(), State.PENDING, one.error()))
            .toList();
    if (!late.isEmpty()) {
      log.warn("the clock was set back: {} messages to {} are due now", late.size(), route.name());
      store.update(late);
    }
  }

  private void repeat(AlertRoute route, Instant now) {
    var alerts = firing.of(route.name());
    var last = repeated.getOrDefault(route.name(), Instant.MIN);
    var isDue = last.equals(Instant.MIN) || last.isAfter(now) || !last.plus(REPEAT).isAfter(now);
    if (alerts.isEmpty() || !isDue) {
      return;
    }
    repeated.put(route.name(), now);
    busyUntil.put(route.name(), Instant.MAX);
    threads.execute(
        () -> {
          try {
            var _ = attempt(route, alerts);
          } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
          } finally {
            busyUntil.put(route.name(), clock.instant().plus(GAP));
          }
        });
  }

  private void deliver(AlertRoute route, List<NotificationRecord> due) {
    try {
      var readable = readable(due);
      if (readable.isEmpty()) {
        return;
      }
      var messages = readable.stream().map(one -> MessageJson.read(one.body())).toList();
      var error = attempt(route, messages);
      if (error.isEmpty()) {
        firing.delivered(route.name(), messages);
        repeated.put(route.name(), clock.instant());
      }
      var counted = counts.computeIfAbsent(route.name(), name -> new Counts());
      (error.isEmpty() ? counted.sent : counted.failed).add(readable.size());
      var now = clock.instant();
      store.update(readable.stream().map(one -> after(one, error, now)).toList());
    } catch (StoreException full) {
      log.error("the delivery to {} is not stored", route.name(), full);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      busyUntil.put(route.name(), clock.instant().plus(GAP));
    }
  }

  /** The error; empty after a delivery. */
  private String attempt(AlertRoute route, List<Message> messages) throws InterruptedException {
    try {
      receivers.apply(route).deliver(messages);
      log.info("{} messages to {}", messages.size(), route.name());
      return "";
    } catch (DeliveryException refused) {
      log.warn("no delivery to {}: {}", route.name(), refused.getMessage());
      return String.valueOf(refused.getMessage());
    } catch (RuntimeException defect) {
      log.error("no delivery to {}", route.name(), defect);
      return defect.getClass().getSimpleName();
    }
  }

  /** Gives up the messages that cannot be read, so that they do not hold up the others. */
  private List<NotificationRecord> readable(List<NotificationRecord> due) {
    var readable = due.stream().filter(NotificationOutbox::isReadable).toList();
    var damaged = new ArrayList<>(due);
    damaged.removeAll(readable);
    if (!damaged.isEmpty()) {
      log.error("{} stored messages cannot be read", damaged.size());
      var now = clock.instant();
      store.update(
          damaged.stream()
              .map(one -> result(one, now, one.attempts() + 1, State.FAILED, UNREADABLE))
              .toList());
    }
    return readable;
  }

  private static boolean isReadable(NotificationRecord one) {
    try {
      var _ = MessageJson.read(one.body());
      return true;
    } catch (RuntimeException damaged) {
      return false;
    }
  }

  static NotificationRecord after(NotificationRecord one, String error, Instant now) {
    if (error.isEmpty()) {
      return result(one, now, one.attempts(), State.SENT, "");
    }
    var isOld = one.attempts() >= FEWEST_ATTEMPTS && one.createdAt().plus(GIVEN_UP).isBefore(now);
    return result(
        one,
        now.plus(pause(one.attempts())),
        one.attempts() + 1,
        isOld ? State.FAILED : State.PENDING,
        error);
  }

  /** 10 s after the first failure, doubled after each, at most 15 minutes. */
  private static Duration pause(int attempts) {
    var pause = FIRST_RETRY.multipliedBy(1L << Math.min(attempts, DOUBLINGS));
    return pause.compareTo(LONGEST_RETRY) < 0 ? pause : LONGEST_RETRY;
  }

  private static NotificationRecord result(
      NotificationRecord one, Instant dueAt, int attempts, State state, String error) {
    return new NotificationRecord(
        one.id(), one.route(), one.createdAt(), dueAt, attempts, state, error, one.body());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
