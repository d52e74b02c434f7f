package dev.parallax.sweep.intake;

import dev.parallax.health.Vital;
import dev.parallax.health.Vitals;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.Store;
import dev.parallax.sweep.intake.Drops.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * The entry of observations: requested observations are stored in batches of a size that follows
 * the speed of the store, then acknowledged, then delivered to their sweep, then checked centrally.
 * Each vantage has a queue with a bound in bytes; a full queue blocks its sender. The queues are
 * served in turn. A total bound exists as well: when it is reached, the sender with the longest
 * queue is disconnected and sends its observations again later.
 */
public final class Intake implements AutoCloseable {
  /** Bytes of one vantage's encoded messages that wait here. */
  private static final long QUEUE_BYTES = 2 << 20;

  /** Bytes of all vantages' encoded messages that wait here. */
  static final long TOTAL_BYTES = 32 << 20;

  /** The fixed cost of a message in addition to its bytes. */
  static final int OVERHEAD = 512;

  private static final int BATCH = 256;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Store store;
  private final Assignments assignments;
  private final CheckQueue checks;
  private final RelayedMail relayed;
  private final FairQueue<IntakeItem> queue =
      new FairQueue<>(QUEUE_BYTES, TOTAL_BYTES, crowdedOut -> displaced(crowdedOut.item()));
  private final ReentrantLock settling = new ReentrantLock();
  private final IntakeBatch batches;
  private final Thread worker;
  private final Drops drops;
  private final IntakeMeter meter = new IntakeMeter(System::nanoTime);

  public Intake(
      Store store,
      Assignments assignments,
      CheckQueue checks,
      BiConsumer<SweepId, Mail> sweeps,
      Drops drops,
      Vitals vitals) {
    this.store = store;
    this.assignments = assignments;
    this.checks = checks;
    this.relayed = new RelayedMail(store.relays(), checks, sweeps);
    this.drops = drops;
    this.batches =
        new IntakeBatch(
            store, assignments, checks, sweeps, drops, vitals.watch("store", PATIENCE), meter);
    this.worker = vitals.start("intake", PATIENCE, this::work);
  }

  /** The sender of an observation; receives the result of its storage. */
  public interface Sender {
    void stored(Observation observation);

    /** The observation is refused permanently. */
    void refused(TrialKey key, Reason reason);

    void notStored(RuntimeException error);

    /**
     * The observation was displaced by those of other vantages and is not stored; it may be sent
     * again.
     *
     * @param totalBytes limit of all vantages' messages
     */
    void displaced(long totalBytes);
  }

  /**
   * Adds an observation; returns once it fits its vantage's queue.
   *
   * @param size bytes of the encoded observation
   */
  public void observed(Observation observation, long size, Sender sender)
      throws InterruptedException {
    queue.put(
        observation.key().vantage(),
        new IntakeItem.Seen(unchecked(observation), size, sender, meter.now()),
        size + OVERHEAD);
  }

  /**
   * Schedules the central check of an observation that was stored before a restart.
   *
   * @return whether {@link Mail.Checked} follows
   */
  public boolean checkAgain(Observation stored) {
    if (!checks.wants(stored)) {
      return false;
    }
    checks.add(stored, OVERHEAD);
    return true;
  }

  /** The latencies of observations. */
  public IntakeMeter meter() {
    return meter;
  }

  /** The age of the oldest observation without an acknowledgement; zero where there is none. */
  public Duration acknowledgementAge() {
    return meter.age(oldest(queue.heads()));
  }

  /** Bytes of the messages that wait. */
  public long waitingBytes() {
    return queue.size();
  }

  private static long oldest(List<IntakeItem> items) {
    return items.stream()
        .filter(IntakeItem.Seen.class::isInstance)
        .mapToLong(item -> ((IntakeItem.Seen) item).arrival())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  /** An agent sent an observation that the coordinator refuses. */
  public void dropped(Reason reason) {
    drops.add(reason);
  }

  /** The vantage has finished this round; delivered to the sweep after all earlier messages. */
  public void planFinished(SweepId sweep, VantageId vantage, int round, boolean understood)
      throws InterruptedException {
    queue.put(
        vantage,
        new IntakeItem.ForSweep(sweep, vantage, new Mail.PlanFinished(vantage, round, understood)),
        OVERHEAD);
  }

  /** The sightings of a vantage in a round; kept with the sweep and not acknowledged. */
  public void sighted(
      SweepId sweep, VantageId witness, int round, List<Sighting> sightings, boolean last)
      throws InterruptedException {
    queue.put(
        witness,
        new IntakeItem.ForSweep(sweep, witness, new Mail.Sighted(witness, round, sightings, last)),
        OVERHEAD * (1L + sightings.size()));
  }

  /**
   * After this call no observation of the sweep is stored, and all stored observations have been
   * delivered to it.
   */
  public void seal(SweepId sweep) {
    settling.lock();
    try {
      assignments.seal(sweep);
    } finally {
      settling.unlock();
    }
    store.relays().close(sweep);
    relayed.deliver(sweep);
  }

  /** What other coordinators store for the sweeps of this one. */
  public RelayedMail relayed() {
    return relayed;
  }

  /** A queued observation is not acknowledged; agents send it again. */
  @Override
  public void close() {
    worker.interrupt();
    try {
      worker.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void work(Vital vital) throws InterruptedException {
    while (true) {
      var batch = queue.take(BATCH).stream().map(FairQueue.Entry::item).toList();
      vital.begin();
      meter.begins(oldest(batch));
      settling.lock();
      try {
        batches.settle(batch);
      } finally {
        settling.unlock();
        meter.ends();
      }
      vital.end();
    }
  }

  /** An agent that connects again repeats the end of a plan; it does not repeat sightings. */
  private void displaced(IntakeItem item) {
    if (item instanceof IntakeItem.Seen(var _, var _, var sender, var _)) {
      drops.add(Reason.DISPLACED);
      try (var _ = item.logContext()) {
        IntakeBatch.reply(() -> sender.displaced(TOTAL_BYTES));
      }
    }
  }

  /** An agent's own statement of a central check is dropped. */
  private static Observation unchecked(Observation seen) {
    return seen.steps()
        .tls()
        .map(TlsStep::unchecked)
        .map(tls -> seen.with(seen.steps().with(tls)))
        .orElse(seen);
  }
}
