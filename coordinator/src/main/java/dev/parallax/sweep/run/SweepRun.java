package dev.parallax.sweep.run;

import dev.parallax.attribution.Attribution;
import dev.parallax.log.LogContext;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.sweep.event.Audience;
import dev.parallax.sweep.intake.Mail;
import dev.parallax.sweep.plan.NextStep;
import dev.parallax.sweep.plan.PlannedRound;
import dev.parallax.sweep.request.SweepRequest;
import java.util.List;
import java.util.Set;
import org.slf4j.event.Level;

/**
 * One sweep from its first round to its verdicts. All state belongs to the thread that calls {@link
 * #run}; messages of other threads arrive through the mailbox.
 */
public final class SweepRun {
  private final RunServices services;
  private final Level level;
  private final SweepHeader header;
  private final SweepRequest request;
  private final CurrentVantages vantages;
  private final Audience listener;
  private final HomeWitness witness;
  private final SweepTime time;
  private final SweepProgress progress;
  private final Mailbox mailbox;
  private final RoundSender sender;
  private final RoundCollector collector;
  private RoundEnd outOfTime = RoundEnd.TIME_USED;

  /**
   * @param level of the log line at the end
   */
  public SweepRun(
      RunServices services,
      Level level,
      SweepHeader header,
      SweepRequest request,
      SweepTime time,
      Audience listener) {
    this.services = services;
    this.level = level;
    this.header = header;
    this.request = request;
    this.time = time;
    this.listener = listener;
    this.vantages = new CurrentVantages(services.agents());
    this.witness = new HomeWitness(services.home(), request.targets());
    this.progress = new SweepProgress(header);
    this.mailbox = new Mailbox(time);
    this.sender = new RoundSender(services, request, progress, time);
    this.collector = new RoundCollector(services, progress, time, mailbox, listener);
  }

  public void deliver(Mail mail) {
    mailbox.deliver(mail);
  }

  /**
   * The listener receives the events of the sweep from the first on.
   *
   * @return false when the sweep has ended
   */
  public boolean join(Mail.Joined joined) {
    return mailbox.join(joined);
  }

  /** After the end: those that joined too late for its last event. */
  public List<Mail.Joined> unserved() {
    return mailbox.unserved();
  }

  /**
   * Runs to the end; the listener has its last event when this returns.
   *
   * @param first what the planner decided before any observation
   */
  public void run(NextStep first) {
    logged(
        () -> {
          listener.started(header.id(), header.vantages());
          witness.ask();
          carryOutRounds(first);
        });
  }

  /**
   * Continues a sweep that the end of the coordinator interrupted: waits for the vantages that have
   * not reported their last round, then goes on with further rounds if the deadline permits.
   */
  public void resume(StoredProgress stored) {
    logged(() -> continueRounds(stored));
  }

  private interface Rounds {
    void run() throws InterruptedException;
  }

  private void logged(Rounds rounds) {
    try (var _ = LogContext.of(header.id())) {
      guarded(rounds);
    }
  }

  private void guarded(Rounds rounds) {
    try {
      rounds.run();
      finish();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      fail(new SweepInterruptedException("the coordinator is shutting down"));
    } catch (RuntimeException error) {
      fail(error);
    }
  }

  private void continueRounds(StoredProgress stored) throws InterruptedException {
    if (!time.left().isPositive()) {
      outOfTime = RoundEnd.INTERRUPTED;
    }
    progress.restore(stored.sweep(), stored.rounds(), stored.observations());
    stored.observations().stream()
        .filter(services.intake()::checkAgain)
        .forEach(seen -> progress.awaitCheck(seen.key()));
    progress.stored(time.took()).replay(listener, 0);
    witness.ask();
    SweepLog.resumed(header.id(), stored.observations().size(), time.left());
    try {
      if (!stored.rounds().isEmpty()) {
        var last = progress.audiences().getLast();
        collector.collect(last.plan(), last.vantages(), progress.unfinished());
      }
      carryOutRounds(next());
    } catch (CancelledException cancelled) {
      // The observations stored so far are the sweep.
    }
  }

  private void fail(RuntimeException error) {
    SweepLog.failed(header.id(), error);
    listener.failed(error);
  }

  private void carryOutRounds(NextStep first) throws InterruptedException {
    try {
      var step = first;
      while (step instanceof NextStep.Ask ask) {
        carryOut(ask.round());
        step = next();
      }
      if (step instanceof NextStep.Stop stop) {
        progress.end(stop.why());
      }
    } catch (CancelledException cancelled) {
      // The observations stored so far are the sweep.
    }
  }

  private NextStep next() throws InterruptedException {
    collector.awaitChecks();
    return time.left().compareTo(SweepTime.LEAST_ROUND) > 0
        ? services.planner().decide(request, connected(progress.header()), soFar())
        : new NextStep.Stop(outOfTime);
  }

  /** A draw from the reserve has connected vantages only. */
  private SweepHeader connected(SweepHeader sweep) {
    return sweep.withReserve(
        sweep.reserve().stream()
            .filter(vantage -> services.agents().link(vantage.id()).isPresent())
            .map(vantages::present)
            .toList());
  }

  private void carryOut(PlannedRound round) throws InterruptedException {
    var dispatch = sender.send(round);
    var asked = Set.copyOf(dispatch.asked());
    listener.roundStarted(
        round.plan().round(), round.reasons(), round.plan().trials() * asked.size(), asked);
    try {
      collector.collect(round.plan(), asked, asked);
    } catch (RuntimeException ended) {
      dispatch.cancel(header.id());
      throw ended;
    }
  }

  /**
   * First the intake refuses further observations, then all accepted observations are attributed:
   * the stored and the attributed observations are the same.
   */
  private void finish() throws InterruptedException {
    services.intake().seal(header.id());
    collector.takeDelivered();
    try {
      collector.awaitChecks();
    } catch (CancelledException repeated) {
      // It is ending already.
    }
    var sweep = soFar();
    var verdicts = Attribution.attribute(sweep);
    services.store().seal(sweep, verdicts, progress.observations());
    SweepLog.finished(level, sweep, verdicts);
    listener.finished(sweep, verdicts);
  }

  private Sweep soFar() {
    return vantages.in(witness.sign(progress.soFar(time.took())));
  }
}
