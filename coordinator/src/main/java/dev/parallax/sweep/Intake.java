package dev.parallax.sweep;

import dev.parallax.health.Vital;
import dev.parallax.health.Vitals;
import dev.parallax.model.Observation;
import dev.parallax.model.Sighting;
import dev.parallax.model.SweepId;
import dev.parallax.model.TlsStep;
import dev.parallax.model.TrialKey;
import dev.parallax.model.VantageId;
import dev.parallax.store.Store;
import dev.parallax.store.StoreException;
import dev.parallax.sweep.Drops.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entry of observations: requested observations are stored in batches of a size that follows
 * the speed of the store, then acknowledged, then delivered to their sweep, then checked centrally.
 * Each vantage has a queue with a bound in bytes; a full queue blocks its sender. The queues are
 * served in turn. A total bound exists as well: when it is reached, the sender with the longest
 * queue is disconnected and sends its observations again later.
 */
public final class Intake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);

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
  private final BiConsumer<SweepId, Mail> sweeps;
  private final FairQueue<Item> queue =
      new FairQueue<>(QUEUE_BYTES, TOTAL_BYTES, crowdedOut -> displaced(crowdedOut.item()));
  private final ReentrantLock settling = new ReentrantLock();
  private final Vital writing;
  private final Thread worker;
  private final Drops drops;

  Intake(
      Store store,
      Assignments assignments,
      CheckQueue checks,
      BiConsumer<SweepId, Mail> sweeps,
      Drops drops,
      Vitals vitals) {
    this.store = store;
    this.assignments = assignments;
    this.checks = checks;
    this.sweeps = sweeps;
    this.drops = drops;
    this.writing = vitals.watch("store", PATIENCE);
    this.worker = vitals.start("intake", PATIENCE, this::work);
  }

  /** The sender of an observation; receives the result of its storage. */
  public interface Sender {
    void stored(Observation observation);

    /** The observation is not taken, and never will be. */
    void refused(TrialKey key, Reason reason);

    void notStored(RuntimeException error);

    /**
     * The observation made room for other vantages' and is not stored; it may be sent again.
     *
     * @param totalBytes that all vantages' messages may take here
     */
    void displaced(long totalBytes);
  }

  private sealed interface Item {
    /**
     * An observation.
     *
     * @param size bytes of the encoded observation
     */
    record Seen(Observation observation, long size, Sender sender) implements Item {}

    record Told(SweepId sweep, Mail mail) implements Item {}
  }

  /**
   * Takes an observation; returns once its vantage's queue has room for it.
   *
   * @param size bytes of the encoded observation
   */
  public void observed(Observation observation, long size, Sender sender)
      throws InterruptedException {
    queue.put(
        observation.key().vantage(),
        new Item.Seen(unchecked(observation), size, sender),
        size + OVERHEAD);
  }

  /** An agent sent an observation that the coordinator refuses. */
  public void dropped(Reason reason) {
    drops.add(reason);
  }

  /** The vantage has finished this round; delivered to the sweep after all earlier messages. */
  public void planFinished(SweepId sweep, VantageId vantage, int round, boolean understood)
      throws InterruptedException {
    queue.put(
        vantage, new Item.Told(sweep, new Mail.PlanFinished(vantage, round, understood)), OVERHEAD);
  }

  /** The sightings of a vantage in a round; kept with the sweep and not acknowledged. */
  public void sighted(
      SweepId sweep, VantageId witness, int round, List<Sighting> sightings, boolean last)
      throws InterruptedException {
    queue.put(
        witness,
        new Item.Told(sweep, new Mail.Sighted(witness, round, sightings, last)),
        OVERHEAD * (1L + sightings.size()));
  }

  /**
   * After this call no observation of the sweep is stored, and all stored observations have been
   * delivered to it.
   */
  void seal(SweepId sweep) {
    settling.lock();
    try {
      assignments.seal(sweep);
    } finally {
      settling.unlock();
    }
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
      settling.lock();
      try {
        settle(batch);
      } finally {
        settling.unlock();
      }
      vital.end();
    }
  }

  private void settle(List<Item> batch) {
    var admitted = batch.stream().filter(this::admits).toList();
    try {
      stored(admitted, add(observations(admitted)));
    } catch (StoreException error) {
      admitted.forEach(item -> failed(item, error));
    } catch (Throwable defect) { // of one of them; the others are not affected
      admitted.forEach(this::settleAlone);
    }
  }

  private void settleAlone(Item item) {
    try {
      stored(List.of(item), add(observations(List.of(item))));
    } catch (StoreException error) {
      failed(item, error);
    } catch (Throwable defect) {
      log.error("an observation could not be stored: {}", defect.getClass());
      refuse(item, Reason.MALFORMED);
    }
  }

  private Set<TrialKey> add(List<Observation> observations) {
    if (observations.isEmpty()) {
      return Set.of();
    }
    writing.begin();
    try {
      var late = store.add(observations);
      writing.end();
      return late;
    } catch (Throwable failed) {
      writing.fail("the last observations could not be stored");
      throw failed;
    }
  }

  /** A defect in the decision on a message refuses that message alone. */
  private boolean admits(Item item) {
    try {
      var reason = refusal(item);
      reason.ifPresent(why -> refuse(item, why));
      return reason.isEmpty();
    } catch (StoreException error) {
      failed(item, error);
    } catch (Throwable defect) {
      log.error("a message could not be decided on: {}", defect.getClass());
      refuse(item, Reason.MALFORMED);
    }
    return false;
  }

  private Optional<Reason> refusal(Item item) {
    return switch (item) {
      case Item.Seen(var seen, var size, var _) -> assignments.refusal(seen.key(), size);
      case Item.Told(var sweep, var mail) ->
          switch (mail) {
            case Mail.PlanFinished end ->
                asked(assignments.ends(sweep, end.vantage(), end.round(), end.understood()));
            case Mail.Sighted seen ->
                asked(assignments.witnesses(sweep, seen.witness(), seen.round(), seen.last()));
            case Mail.Observed _, Mail.Checked _, Mail.StoreFailed _, Mail.Cancelled _ ->
                Optional.empty();
          };
    };
  }

  private static Optional<Reason> asked(boolean asked) {
    return asked ? Optional.empty() : Optional.of(Reason.NOT_ASKED);
  }

  private void refuse(Item item, Reason reason) {
    if (item instanceof Item.Seen(var seen, var _, var sender)) {
      drops.add(reason);
      if (reason == Reason.LATE) {
        keepApart(seen);
      }
      tell(() -> sender.refused(seen.key(), reason));
    }
  }

  private void keepApart(Observation late) {
    try {
      store.addLate(late);
    } catch (StoreException trouble) {
      log.warn(
          "a late observation of {} was not kept: {}", late.key().sweep(), trouble.getMessage());
    }
  }

  private static List<Observation> observations(List<Item> batch) {
    var observations = new ArrayList<Observation>();
    for (var item : batch) {
      if (item instanceof Item.Seen(var seen, var _, var _)) {
        observations.add(seen);
      }
    }
    return observations;
  }

  private void stored(List<Item> items, Set<TrialKey> late) {
    for (var item : items) {
      switch (item) {
        case Item.Seen(var seen, var _, var _) when late.contains(seen.key()) ->
            refuse(item, Reason.LATE);
        case Item.Seen(var seen, var size, var sender) -> {
          tell(() -> sender.stored(seen));
          sweeps.accept(seen.key().sweep(), new Mail.Observed(seen, checks.wants(seen)));
          if (checks.wants(seen)) {
            checks.add(seen, size);
          }
        }
        case Item.Told(var sweep, var mail) -> sweeps.accept(sweep, mail);
      }
    }
  }

  private void failed(Item item, RuntimeException error) {
    switch (item) {
      case Item.Seen(var seen, var _, var sender) -> {
        drops.add(Reason.NOT_STORED);
        tell(() -> sender.notStored(error));
        sweeps.accept(seen.key().sweep(), new Mail.StoreFailed(error));
      }
      case Item.Told(var sweep, var mail) -> sweeps.accept(sweep, mail);
    }
  }

  /** An agent that reconnects sends the end of a plan again, but not sightings. */
  private void displaced(Item item) {
    if (item instanceof Item.Seen(var _, var _, var sender)) {
      drops.add(Reason.DISPLACED);
      tell(() -> sender.displaced(TOTAL_BYTES));
    }
  }

  /** An agent's own word on a central check is not kept. */
  private static Observation unchecked(Observation seen) {
    return seen.steps()
        .tls()
        .map(TlsStep::unchecked)
        .map(tls -> seen.with(seen.steps().with(tls)))
        .orElse(seen);
  }

  /**
   * A sender without the acknowledgement sends it again; the others in the batch are not affected.
   */
  private static void tell(Runnable sender) {
    try {
      sender.run();
    } catch (RuntimeException gone) {
      log.warn("an answer to a sender could not be sent", gone);
    }
  }
}
