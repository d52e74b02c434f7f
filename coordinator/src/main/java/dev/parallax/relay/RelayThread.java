package dev.parallax.relay;

import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.enrolment.IdentityConflicts;
import dev.parallax.health.Vital;
import dev.parallax.health.Vitals;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.relay.RelayStore;
import dev.parallax.sweep.Sweeps;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread in which a coordinator works for the other coordinators on its database. */
public final class RelayThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RelayThread.class);
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration POLL_OF_A_SWEEP = Duration.ofMillis(250);

  /** Between two passes, so that many messages share a transaction. */
  private static final Duration COOL_DOWN = Duration.ofMillis(50);

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RelayStore store;
  private final Sweeps sweeps;
  private final LinkPublisher publisher;
  private final OrderDelivery orders;
  private final Thread worker;
  private final Thread listener;
  private long published = System.nanoTime() - POLL.toNanos();

  private RelayThread(
      RelayStore store,
      ConnectedAgents agents,
      IdentityConflicts conflicts,
      Sweeps sweeps,
      Vitals vitals) {
    this.store = store;
    this.sweeps = sweeps;
    this.publisher = new LinkPublisher(agents, store, new SecondProcesses(conflicts));
    this.orders = new OrderDelivery(agents, store, sweeps.relay());
    this.listener = Thread.ofPlatform().daemon().name("doorbell").unstarted(this::listen);
    this.worker = vitals.start("relay", PATIENCE, this::work);
    listener.start();
  }

  /** Empty for a store of one coordinator. */
  public static Optional<RelayThread> start(
      RelayStore store,
      ConnectedAgents agents,
      IdentityConflicts conflicts,
      Sweeps sweeps,
      Vitals vitals) {
    return store.isShared()
        ? Optional.of(new RelayThread(store, agents, conflicts, sweeps, vitals))
        : Optional.empty();
  }

  @Override
  public void close() {
    listener.interrupt();
    worker.interrupt();
  }

  private void work(Vital vital) throws InterruptedException {
    while (true) {
      sweeps.relay().awaitWork(sweeps.running() > 0 ? POLL_OF_A_SWEEP : POLL);
      vital.begin();
      pass();
      vital.end();
      Thread.sleep(COOL_DOWN);
    }
  }

  private void pass() {
    try {
      if (System.nanoTime() - published >= POLL.toNanos()) {
        published = System.nanoTime();
        publisher.publish();
        sweeps.adopt();
      }
      orders.deliver();
      if (sweeps.relay().passOn()) {
        store.ring();
      }
      sweeps.deliverRelayed();
    } catch (StoreException trouble) { // repeated by the next pass
      log.warn("the work for other coordinators waits: {}", trouble.getMessage());
    }
  }

  private void listen() {
    try {
      store.listen(sweeps.relay()::wake);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }
}
