package dev.parallax.sweep;

import dev.parallax.model.Observation;
import dev.parallax.model.Sighting;
import dev.parallax.model.SweepId;
import dev.parallax.model.VantageId;
import dev.parallax.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where observations come in: stored first, in batches as large as the store is slow, then
 * acknowledged, then told to their sweep. A full queue holds the sender back.
 */
public final class Intake implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Intake.class);
  private static final int QUEUE = 4_096;
  private static final int BATCH = 256;

  private final Store store;
  private final UnaryOperator<Observation> checks;
  private final BiConsumer<SweepId, Mail> sweeps;
  private final BlockingQueue<Item> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Thread worker;
  private final Drops drops;

  /**
   * @param checks what is added to an observation before it is stored; runs in this one's thread
   */
  Intake(
      Store store,
      UnaryOperator<Observation> checks,
      BiConsumer<SweepId, Mail> sweeps,
      Drops drops) {
    this.store = store;
    this.checks = checks;
    this.sweeps = sweeps;
    this.drops = drops;
    this.worker = Thread.ofVirtual().name("intake").start(this::work);
  }

  /** Who sent an observation, and is told what became of it. */
  public interface Sender {
    void stored(Observation observation);

    void notStored(RuntimeException error);
  }

  private sealed interface Item {
    record Seen(Observation observation, Sender sender) implements Item {}

    record Told(SweepId sweep, Mail mail) implements Item {}
  }

  /** Takes an observation; returns once there is room for it. */
  public void observed(Observation observation, Sender sender) throws InterruptedException {
    queue.put(new Item.Seen(observation, sender));
  }

  /** An agent sent what breaks the contract. */
  public void malformed() {
    drops.add(Drops.Reason.MALFORMED);
  }

  /**
   * The vantage has nothing more for this round; told to the sweep after everything that came
   * before.
   */
  public void planFinished(SweepId sweep, VantageId vantage, int round, boolean understood)
      throws InterruptedException {
    queue.put(new Item.Told(sweep, new Mail.PlanFinished(vantage, round, understood)));
  }

  /** What the vantage saw of a round; kept with the sweep and not acknowledged. */
  public void sighted(
      SweepId sweep, VantageId witness, int round, List<Sighting> sightings, boolean last)
      throws InterruptedException {
    queue.put(new Item.Told(sweep, new Mail.Sighted(witness, round, sightings, last)));
  }

  /** What is in the queue and not stored is not acknowledged either; agents say it again. */
  @Override
  public void close() {
    worker.interrupt();
    try {
      worker.join();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (true) {
        List<Item> batch = new ArrayList<>(BATCH);
        batch.add(queue.take());
        queue.drainTo(batch, BATCH - 1);
        settle(batch.stream().map(this::checked).toList());
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  private Item checked(Item item) {
    return switch (item) {
      case Item.Seen seen -> new Item.Seen(checks.apply(seen.observation()), seen.sender());
      case Item.Told told -> told;
    };
  }

  private void settle(List<Item> batch) {
    try {
      store.add(observations(batch));
    } catch (RuntimeException error) {
      batch.forEach(item -> failed(item, error));
      return;
    }
    batch.forEach(this::settled);
  }

  private static List<Observation> observations(List<Item> batch) {
    return batch.stream()
        .flatMap(
            item ->
                item instanceof Item.Seen seen
                    ? List.of(seen.observation()).stream()
                    : List.<Observation>of().stream())
        .toList();
  }

  private void settled(Item item) {
    switch (item) {
      case Item.Seen seen -> {
        tell(() -> seen.sender().stored(seen.observation()));
        sweeps.accept(seen.observation().key().sweep(), new Mail.Observed(seen.observation()));
      }
      case Item.Told told -> sweeps.accept(told.sweep(), told.mail());
    }
  }

  private void failed(Item item, RuntimeException error) {
    switch (item) {
      case Item.Seen seen -> {
        drops.add(Drops.Reason.NOT_STORED);
        tell(() -> seen.sender().notStored(error));
        sweeps.accept(seen.observation().key().sweep(), new Mail.StoreFailed(error));
      }
      case Item.Told told -> sweeps.accept(told.sweep(), told.mail());
    }
  }

  /** A sender that cannot be told says it again; the others in the batch are not concerned. */
  private static void tell(Runnable sender) {
    try {
      sender.run();
    } catch (RuntimeException gone) {
      log.warn("a sender could not be told", gone);
    }
  }
}
