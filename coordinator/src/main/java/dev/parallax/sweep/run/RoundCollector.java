package dev.parallax.sweep.run;

import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.event.Audience;
import dev.parallax.sweep.intake.Mail;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages to a sweep and waits for those that end a round, or for pending central
 * checks. Used by the thread of its sweep.
 */
final class RoundCollector {
  private final RunServices services;
  private final SweepProgress progress;
  private final SweepTime time;
  private final Mailbox mailbox;
  private final Audience listener;

  /** The vantages that have not finished the round. */
  private final Set<VantageId> unfinished = new HashSet<>();

  /** The witnesses that have not sent all sightings of the round. */
  private final Set<VantageId> witnesses = new HashSet<>();

  private int round;

  RoundCollector(
      RunServices services,
      SweepProgress progress,
      SweepTime time,
      Mailbox mailbox,
      Audience listener) {
    this.services = services;
    this.progress = progress;
    this.time = time;
    this.mailbox = mailbox;
    this.listener = listener;
  }

  /**
   * Waits until the vantages have finished the round, or until the deadline; then for the sightings
   * of the witnesses.
   *
   * @param asked the vantages that have the plan
   * @param pending those of them that have not finished it
   * @throws CancelledException when the operator cancels the sweep
   */
  void collect(ProbePlan plan, Set<VantageId> asked, Set<VantageId> pending)
      throws InterruptedException {
    round = plan.round();
    unfinished.clear();
    unfinished.addAll(pending);
    while (!unfinished.isEmpty()) {
      if (!takes(mailbox.next())) {
        progress.hitDeadline();
        break;
      }
    }
    collectSightings(plan, asked);
  }

  /** A verdict rests on the central checks that finish in time. */
  void awaitChecks() throws InterruptedException {
    var patience = time.patience(SweepTime.CHECK_PATIENCE);
    while (progress.awaitsChecks() && takes(mailbox.next(patience))) {
      // The message has been processed by then.
    }
  }

  /** Takes the messages that are there; a sweep that is ending cannot be cancelled. */
  void takeDelivered() {
    mailbox.delivered().stream()
        .filter(mail -> !(mail instanceof Mail.Cancelled))
        .forEach(this::take);
  }

  private void collectSightings(ProbePlan plan, Set<VantageId> asked) throws InterruptedException {
    var sweep = progress.header();
    var randoms = progress.clientRandoms(round);
    if (randoms.size() > Witnesses.CLIENT_RANDOMS) {
      return;
    }
    witnesses.clear();
    witnesses.addAll(Witnesses.of(sweep, plan));
    witnesses.retainAll(asked);
    services.assignments().expectSightings(sweep.id(), round, witnesses);
    services.agents().collectSightings(sweep.id(), round, Set.copyOf(witnesses), randoms);
    var patience = time.patience(SweepTime.WITNESS_PATIENCE);
    while (!witnesses.isEmpty() && takes(mailbox.next(patience))) {
      // The message has been processed by then.
    }
    progress.matchSightings();
  }

  private boolean takes(@Nullable Mail mail) {
    if (mail == null) {
      return false;
    }
    take(mail);
    return true;
  }

  private void take(Mail mail) {
    switch (mail) {
      case Mail.Observed observed -> observed(observed);
      case Mail.Checked checked -> progress.add(checked);
      case Mail.Sighted seen -> sighted(seen);
      case Mail.PlanFinished finished -> finished(finished);
      case Mail.StoreFailed failed -> throw failed.error();
      case Mail.Joined joined -> admit(joined);
      case Mail.Cancelled _ -> throw new CancelledException();
    }
  }

  private void observed(Mail.Observed observed) {
    if (progress.add(observed)) {
      listener.observed(observed.observation());
    }
  }

  private void sighted(Mail.Sighted seen) {
    progress.add(seen);
    if (seen.last() && seen.round() == round) {
      witnesses.remove(seen.witness());
    }
  }

  private void finished(Mail.PlanFinished finished) {
    if (!finished.understood()) {
      progress.unsupported(finished.vantage());
    }
    if (finished.round() == round || !finished.understood()) {
      unfinished.remove(finished.vantage());
    }
  }

  private void admit(Mail.Joined joined) {
    var before = progress.stored(time.took());
    listener.join(joined.listener(), joining -> before.replay(joining, joined.skipped()));
  }
}
