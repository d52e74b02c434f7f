package dev.parallax.agent.link;

import com.google.protobuf.ByteString;
import dev.parallax.agent.link.pace.Backoff;
import dev.parallax.agent.link.pace.ReturnSchedule;
import dev.parallax.supervision.ServiceManager;
import dev.parallax.v1.Hello;
import dev.parallax.wire.Contract;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent's link to its coordinator: connects, holds one stream, and reconnects without end,
 * except after a refusal that another attempt cannot change.
 */
public final class CoordinatorLink {
  private static final Logger log = LoggerFactory.getLogger(CoordinatorLink.class);
  private static final Duration GOODBYE = Duration.ofSeconds(2);
  private static final int INSTANCE_BYTES = 16;
  private static final Duration IDLE = Duration.ofMinutes(1);

  /** Between two examinations of whether this agent can return to its first choice. */
  private static final Duration AWAY = Duration.ofSeconds(2);

  private final ChannelDialer dialer;
  private final Uplink uplink;
  private final CoordinatorOrders orders;
  private final Supplier<Map<String, String>> facts;
  private final InstantSource clock;
  private final Backoff backoff;
  private final ServiceManager manager;
  private final ReturnSchedule returns;

  /** The same in every Hello of this process. */
  private final ByteString instance;

  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile Optional<Session> current = Optional.empty();

  /**
   * Without a connection yet.
   *
   * @param facts the facts of the host at each connection
   */
  public CoordinatorLink(
      ChannelDialer dialer,
      Uplink uplink,
      CoordinatorOrders orders,
      Supplier<Map<String, String>> facts,
      InstantSource clock,
      RandomGenerator random,
      ServiceManager manager) {
    this.dialer = dialer;
    this.uplink = uplink;
    this.orders = orders;
    this.facts = facts;
    this.clock = clock;
    this.backoff = new Backoff(random);
    this.returns = new ReturnSchedule(random, System::nanoTime);
    this.manager = manager;
    var chosen = new byte[INSTANCE_BYTES];
    random.nextBytes(chosen);
    this.instance = ByteString.copyFrom(chosen);
  }

  /** Creates the channel of the next attempt, with the current certificate. */
  public interface ChannelDialer {
    ManagedChannel dial();

    /** The number of addresses that are tried in turn. */
    default int coordinators() {
      return 1;
    }

    /** The coordinator sent the addresses of all coordinators, {@code HOST:PORT} each. */
    default void coordinators(List<String> received) {}

    /** The attempt, or the stream, has ended. */
    default void ended() {}

    /** The stream has ended in order to return to the first choice of this agent. */
    default void returning() {}

    /**
     * Whether another coordinator than the present one is the first choice of this agent and works;
     * takes a few seconds.
     */
    default boolean isFirstChoiceHealthy() {
      return false;
    }

    /** Whether another coordinator than the present one is the first choice of this agent. */
    default boolean isAway() {
      return false;
    }

    /** The coordinator answered with its time. */
    void coordinatorTime(Instant now);

    /** The attempt failed; an expired certificate may be why. */
    void refused(Status status);
  }

  /** Why the link ended for good. */
  public sealed interface End {
    /** {@link #stop} was called. */
    record Stopped() implements End {}

    /** The coordinator refused this agent; {@code said} is its reason. */
    record Refused(String detail) implements End {}
  }

  /** Keeps the link until it is stopped or permanently refused. */
  public End run() throws InterruptedException {
    while (stop.getCount() > 0) {
      var status = attempt();
      uplink.detach();
      orders.disconnected();
      if (isFinal(status)) {
        return new End.Refused(words(status));
      }
      if (stop.getCount() > 0) {
        waitFor(status);
      }
    }
    return new End.Stopped();
  }

  /** Closes the stream and ends {@link #run}. */
  public void stop() {
    stop.countDown();
    current.ifPresent(session -> session.goodbye("stopped"));
  }

  private Status attempt() throws InterruptedException {
    var channel = dialer.dial();
    try {
      var session = new Session(channel, uplink, orders, clock, dialer);
      current = Optional.of(session);
      session.begin(hello());
      if (stop.getCount() == 0) {
        session.goodbye("stopped");
      }
      var status = outcome(session);
      if (session.welcomed()) {
        backoff.spread(session.reconnectSpread());
      }
      if (!session.welcomed()) {
        dialer.refused(status);
      } else if (!isSecondProcess(status)) {
        backoff.stood(session.stood());
      }
      if (session.returning()) {
        dialer.returning();
      } else {
        dialer.ended();
      }
      return status;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    } finally {
      current = Optional.empty();
      channel.shutdownNow();
      channel.awaitTermination(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Waits for the end of the stream, and notifies the watchdog meanwhile. */
  private Status outcome(Session session) throws InterruptedException, ExecutionException {
    boolean welcomed = false;
    while (true) {
      if (session.welcomed()) {
        if (!welcomed) {
          returns.connected(session.reconnectSpread());
        }
        welcomed = true;
        returnIfPossible(session);
      }
      var wait = Math.min(longestWait(), Math.max(1, session.endIfSilent().toMillis()));
      try {
        return session.end().get(wait, TimeUnit.MILLISECONDS);
      } catch (TimeoutException running) {
        manager.alive();
      }
    }
  }

  /** Leaves the present coordinator for the first choice of this agent, between two sweeps. */
  private void returnIfPossible(Session session) {
    if (dialer.isAway() && returns.mayReturn(orders.idle())) {
      log.info("returning to the preferred coordinator");
      session.leaveToReturn();
    } else if (returns.isDue() && dialer.isAway()) {
      Thread.ofVirtual()
          .name("first choice")
          .start(() -> returns.examined(dialer.isFirstChoiceHealthy()));
    }
  }

  private long longestWait() {
    return dialer.isAway() ? Math.min(watchdogMillis(), AWAY.toMillis()) : watchdogMillis();
  }

  private long watchdogMillis() {
    return manager.watchdogInterval().orElse(IDLE).toMillis();
  }

  private void waitFor(Status status) throws InterruptedException {
    var pause = backoff.next(dialer.coordinators());
    if (isSecondProcess(status)) {
      log.warn("another process uses this vantage's identity ({})", words(status));
    }
    log.info("link ended ({}), next attempt in {} ms", words(status), pause.toMillis());
    manager.status("not connected: " + words(status));
    long remaining = pause.toMillis();
    while (remaining > 0) {
      long slice = Math.min(remaining, watchdogMillis());
      if (stop.await(slice, TimeUnit.MILLISECONDS)) {
        return;
      }
      manager.alive();
      remaining -= slice;
    }
  }

  private Hello hello() {
    var spool = uplink.spool();
    return Hello.newBuilder()
        .setContract(Contract.VERSION)
        .setAgentVersion(Contract.release())
        .putAllFacts(facts.get())
        .setUnacknowledged(spool.records())
        .setSpool(SpoolMessage.of(spool))
        .setInstance(instance)
        .build();
  }

  /**
   * Revoked, or a contract that the coordinator does not support. A conflict with another process
   * of this identity does not end the agent: the other process may be an attacker's, and this
   * process the true agent.
   */
  private static boolean isFinal(Status status) {
    return switch (status.getCode()) {
      case PERMISSION_DENIED, FAILED_PRECONDITION -> true;
      default -> false;
    };
  }

  private static boolean isSecondProcess(Status status) {
    return status.getCode() == Status.Code.ABORTED
        || status.getCode() == Status.Code.ALREADY_EXISTS;
  }

  private static String words(Status status) {
    var detail = status.getDescription();
    return detail == null ? status.getCode().name() : status.getCode() + ": " + detail;
  }
}
