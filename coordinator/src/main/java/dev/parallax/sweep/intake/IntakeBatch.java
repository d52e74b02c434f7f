package dev.parallax.sweep.intake;

import dev.parallax.health.Vital;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.SweepId;
import dev.parallax.store.Store;
import dev.parallax.store.failure.StoreException;
import dev.parallax.sweep.intake.Drops.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processes batches of messages: refuses unrequested observations, stores the rest, acknowledges
 * it, forwards it to its sweep and queues its central check.
 */
final class IntakeBatch {
  private static final Logger log = LoggerFactory.getLogger(IntakeBatch.class);

  private final Store store;
  private final Assignments assignments;
  private final CheckQueue checks;
  private final BiConsumer<SweepId, Mail> sweeps;
  private final Drops drops;
  private final Vital writing;
  private final IntakeMeter meter;

  IntakeBatch(
      Store store,
      Assignments assignments,
      CheckQueue checks,
      BiConsumer<SweepId, Mail> sweeps,
      Drops drops,
      Vital writing,
      IntakeMeter meter) {
    this.store = store;
    this.assignments = assignments;
    this.checks = checks;
    this.sweeps = sweeps;
    this.drops = drops;
    this.writing = writing;
    this.meter = meter;
  }

  /** Each message is stored, forwarded or refused when this returns. */
  void settle(List<IntakeItem> batch) {
    var admitted = batch.stream().filter(this::admits).toList();
    try {
      stored(admitted, add(observations(admitted)));
    } catch (StoreException error) {
      admitted.forEach(item -> failed(item, error));
    } catch (Throwable defect) { // of a single message; the other messages are not affected
      admitted.forEach(this::settleAlone);
    }
  }

  private void settleAlone(IntakeItem item) {
    try (var _ = item.logContext()) {
      stored(List.of(item), add(observations(List.of(item))));
    } catch (StoreException error) {
      failed(item, error);
    } catch (Throwable defect) {
      log.error("cannot store an observation: {}", defect.getClass());
      refuse(item, Reason.MALFORMED);
    }
  }

  private Set<TrialKey> add(List<Observation> observations) {
    if (observations.isEmpty()) {
      return Set.of();
    }
    writing.begin();
    long start = meter.now();
    try {
      var late = store.add(observations);
      writing.end();
      meter.wrote(start);
      return late;
    } catch (Throwable failed) {
      writing.fail("the last observations could not be stored");
      throw failed;
    }
  }

  /** A defect in the decision on a message refuses that message alone. */
  private boolean admits(IntakeItem item) {
    try (var _ = item.logContext()) {
      var reason = refusal(item);
      reason.ifPresent(why -> refuse(item, why));
      return reason.isEmpty();
    } catch (StoreException error) {
      failed(item, error);
    } catch (Throwable defect) {
      log.error("exception in the decision on a message: {}", defect.getClass());
      refuse(item, Reason.MALFORMED);
    }
    return false;
  }

  private Optional<Reason> refusal(IntakeItem item) {
    return switch (item) {
      case IntakeItem.Seen(var seen, var size, var _, var _) ->
          assignments.refusal(seen.key(), size);
      case IntakeItem.ForSweep(var sweep, var _, var mail) ->
          switch (mail) {
            case Mail.PlanFinished end ->
                asked(assignments.ends(sweep, end.vantage(), end.round(), end.understood()));
            case Mail.Sighted seen ->
                asked(assignments.witnesses(sweep, seen.witness(), seen.round(), seen.last()));
            case Mail.Observed _,
                Mail.Checked _,
                Mail.StoreFailed _,
                Mail.Joined _,
                Mail.Cancelled _ ->
                Optional.empty();
          };
    };
  }

  private static Optional<Reason> asked(boolean asked) {
    return asked ? Optional.empty() : Optional.of(Reason.NOT_ASKED);
  }

  private void refuse(IntakeItem item, Reason reason) {
    if (item instanceof IntakeItem.Seen(var seen, var _, var sender, var _)) {
      drops.add(reason);
      if (reason == Reason.LATE) {
        keepApart(seen);
      }
      reply(() -> sender.refused(seen.key(), reason));
    }
  }

  private void keepApart(Observation late) {
    try {
      store.addLate(late);
    } catch (StoreException trouble) {
      log.warn(
          "cannot store a late observation of {}: {}", late.key().sweep(), trouble.getMessage());
    }
  }

  private static List<Observation> observations(List<IntakeItem> batch) {
    var observations = new ArrayList<Observation>();
    for (var item : batch) {
      if (item instanceof IntakeItem.Seen(var seen, var _, var _, var _)) {
        observations.add(seen);
      }
    }
    return observations;
  }

  private void stored(List<IntakeItem> items, Set<TrialKey> late) {
    for (var item : items) {
      stored(item, late);
    }
  }

  private void stored(IntakeItem item, Set<TrialKey> late) {
    try (var _ = item.logContext()) {
      switch (item) {
        case IntakeItem.Seen(var seen, var _, var _, var _) when late.contains(seen.key()) ->
            refuse(item, Reason.LATE);
        case IntakeItem.Seen(var seen, var size, var sender, var arrival) -> {
          reply(() -> sender.stored(seen));
          meter.acknowledged(arrival);
          boolean checked = isChecked(seen);
          sweeps.accept(seen.key().sweep(), new Mail.Observed(seen, checked));
          if (checked) {
            checks.add(seen, size);
          }
        }
        case IntakeItem.ForSweep(var sweep, var _, var mail) -> sweeps.accept(sweep, mail);
      }
    }
  }

  /** The coordinator that decides a sweep checks its observations. */
  private boolean isChecked(Observation seen) {
    return checks.wants(seen)
        && (!store.relays().isShared() || assignments.runsHere(seen.key().sweep()));
  }

  private void failed(IntakeItem item, RuntimeException error) {
    switch (item) {
      case IntakeItem.Seen(var seen, var _, var sender, var _) -> {
        drops.add(Reason.NOT_STORED);
        reply(() -> sender.notStored(error));
        sweeps.accept(seen.key().sweep(), new Mail.StoreFailed(error));
      }
      case IntakeItem.ForSweep(var sweep, var _, var mail) -> sweeps.accept(sweep, mail);
    }
  }

  /** A sender without an answer sends again; the rest of the batch is not concerned. */
  static void reply(Runnable sender) {
    try {
      sender.run();
    } catch (RuntimeException gone) {
      log.warn("cannot send an answer", gone);
    }
  }
}
