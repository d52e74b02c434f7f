package dev.parallax.sweep.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.attribution.Attribution;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.log.LogContext;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.sweep.RoundEnd;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.RoundPlan;
import dev.parallax.store.Store;
import dev.parallax.sweep.event.Audience;
import dev.parallax.sweep.intake.Assignments;
import dev.parallax.sweep.intake.Intake;
import dev.parallax.sweep.intake.Mail;
import dev.parallax.sweep.plan.FanOut;
import dev.parallax.sweep.plan.NextStep;
import dev.parallax.sweep.plan.PlannedRound;
import dev.parallax.sweep.plan.Planner;
import dev.parallax.sweep.plan.RoundPace;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepRequestText;
import dev.parallax.wire.Wire;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One sweep from its first round to its verdicts. All state belongs to the thread that calls {@link
 * #run}; messages of other threads arrive through the mailbox.
 */
public final class SweepRun {
  private final Level level;
  private final SweepHeader header;
  private final SweepRequest request;
  private final Planner planner;
  private final ConnectedAgents agents;
  private final CurrentVantages vantages;
  private final Store store;
  private final Audience listener;
  private final HomeWitness witness;
  private final Intake intake;
  private final Assignments assignments;
  private final SweepTime time;
  private final SweepProgress progress;
  private final BlockingQueue<Mail> mailbox = new LinkedBlockingQueue<>();
  private RoundEnd outOfTime = RoundEnd.TIME_USED;

  @GuardedBy("mailbox")
  private boolean ended;

  /**
   * @param level of the log line at the end
   */
  public SweepRun(
      Level level,
      SweepHeader header,
      SweepRequest request,
      Planner planner,
      ConnectedAgents agents,
      Store store,
      Intake intake,
      Assignments assignments,
      HomeResolver home,
      SweepTime time,
      Audience listener) {
    this.level = level;
    this.header = header;
    this.request = request;
    this.planner = planner;
    this.agents = agents;
    this.vantages = new CurrentVantages(agents);
    this.store = store;
    this.intake = intake;
    this.assignments = assignments;
    this.witness = new HomeWitness(home, request.targets());
    this.time = time;
    this.progress = new SweepProgress(header);
    this.listener = listener;
  }

  public void deliver(Mail mail) {
    mailbox.add(mail);
  }

  /**
   * The listener receives the events of the sweep from the first on.
   *
   * @return false when the sweep has ended
   */
  public boolean join(Mail.Joined joined) {
    synchronized (mailbox) {
      if (!ended) {
        mailbox.add(joined);
      }
      return !ended;
    }
  }

  /** After the end: those that joined too late for its last event. */
  public List<Mail.Joined> unserved() {
    synchronized (mailbox) {
      ended = true;
      return mailbox.stream()
          .filter(Mail.Joined.class::isInstance)
          .map(Mail.Joined.class::cast)
          .toList();
    }
  }

  /**
   * Runs to the end; the listener has its last event when this returns.
   *
   * @param first what the planner decided before any observation
   */
  public void run(NextStep first) {
    try (var _ = LogContext.of(header.id())) {
      runLogged(first);
    }
  }

  /**
   * Continues a sweep that the end of the coordinator interrupted: waits for the vantages that have
   * not reported their last round, then goes on with further rounds if the deadline permits.
   */
  public void resume(StoredProgress stored) {
    try (var _ = LogContext.of(header.id())) {
      guarded(() -> continueRounds(stored));
    }
  }

  private void runLogged(NextStep first) {
    guarded(
        () -> {
          listener.started(header.id(), header.vantages());
          witness.ask();
          carryOutRounds(first);
        });
  }

  private interface Rounds {
    void run() throws InterruptedException;
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
        .filter(intake::checkAgain)
        .forEach(seen -> progress.awaitCheck(seen.key()));
    soFarStored().replay(listener, 0);
    witness.ask();
    SweepLog.resumed(header.id(), stored.observations().size(), time.left());
    try {
      if (!stored.rounds().isEmpty()) {
        finishLastRound(progress.audiences().getLast());
      }
      carryOutRounds(next());
    } catch (CancelledException cancelled) {
      // The observations stored so far are the sweep.
    }
  }

  private void finishLastRound(RoundAudience last) throws InterruptedException {
    collect(last.plan().round(), new HashSet<>(progress.unfinished()));
    collectSightings(last.plan(), last.vantages());
  }

  private StoredProgress soFarStored() {
    return new StoredProgress(
        progress.begun(time.took()), progress.audiences(), List.copyOf(progress.observations()));
  }

  private void admit(Mail.Joined joined) {
    var before = soFarStored();
    listener.join(joined.listener(), joining -> before.replay(joining, joined.skipped()));
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
    awaitChecks();
    return time.left().compareTo(SweepTime.LEAST_ROUND) > 0
        ? planner.decide(request, connected(progress.header()), soFar())
        : new NextStep.Stop(outOfTime);
  }

  /** A draw from the reserve has connected vantages only. */
  private SweepHeader connected(SweepHeader sweep) {
    return sweep.withReserve(
        sweep.reserve().stream()
            .filter(vantage -> agents.link(vantage.id()).isPresent())
            .map(vantages::present)
            .toList());
  }

  private void carryOut(PlannedRound round) throws InterruptedException {
    var plan = Wire.planBytes(round.plan());
    progress.widen(round.vantages());
    begin(round, plan);
    var dispatch = new Dispatch(agents);
    send(
        round.plan(),
        Bytes.copyOf(plan),
        dispatch.available(progress.header(), round.vantages()),
        dispatch);
    progress.sent(round.plan(), dispatch.asked(), dispatch.absent());
    if (!dispatch.absent().isEmpty()) {
      store.save(progress.begun(time.took()), false, List.of());
    }
    listener.roundStarted(
        round.plan().round(),
        round.reasons(),
        round.plan().trials() * dispatch.asked().size(),
        Set.copyOf(dispatch.asked()));
    try {
      collect(round.plan().round(), new HashSet<>(dispatch.asked()));
      collectSightings(round.plan(), dispatch.asked());
    } catch (RuntimeException ended) {
      dispatch.cancel(header.id());
      throw ended;
    }
  }

  /** The ceiling of handshakes prolongs the round, and the deadline by as much. */
  private void send(ProbePlan plan, Bytes encoded, List<Vantage> vantages, Dispatch dispatch) {
    if (vantages.isEmpty()) {
      return;
    }
    var pace = RoundPace.of(plan, vantages.size(), FanOut.of(progress.soFar(time.took())));
    time.prolong(pace.prolonged());
    dispatch.send(
        progress.header(),
        vantages,
        encoded,
        plan.ceiling(),
        pace.interval(),
        time.left(),
        credentials());
  }

  /** Without credentials that the file no longer has: their trials are not run. */
  private Map<String, OriginCredentials> credentials() {
    try {
      return planner.credentials(request);
    } catch (IllegalArgumentException gone) {
      SweepLog.withoutCredentials(header.id(), String.valueOf(gone.getMessage()));
      return Map.of();
    }
  }

  /** The round is in the store before any of its observations can be. */
  private void begin(PlannedRound round, byte[] plan) {
    var begun = progress.begin(round, plan, time.took());
    store.begin(
        begun,
        new RoundPlan(header.id(), round.plan().round(), Bytes.copyOf(plan), round.vantages()),
        SweepRequestText.write(request));
    assignments.begin(header.id(), round.plan(), round.vantages());
  }

  private void collect(int round, Set<VantageId> waiting) throws InterruptedException {
    while (!waiting.isEmpty()) {
      switch (nextMail()) {
        case null -> {
          progress.hitDeadline();
          return;
        }
        case Mail.Observed observed -> take(observed);
        case Mail.Checked checked -> progress.add(checked);
        case Mail.Sighted late -> progress.add(late);
        case Mail.PlanFinished finished -> {
          if (!finished.understood()) {
            progress.unsupported(finished.vantage());
          }
          if (finished.round() == round || !finished.understood()) {
            waiting.remove(finished.vantage());
          }
        }
        case Mail.StoreFailed failed -> throw failed.error();
        case Mail.Joined joined -> admit(joined);
        case Mail.Cancelled cancelled -> throw new CancelledException();
      }
    }
  }

  /** Collects the witnesses' sightings after every vantage has finished the round. */
  private void collectSightings(ProbePlan plan, Set<VantageId> asked) throws InterruptedException {
    var waiting = Witnesses.of(progress.header(), plan);
    waiting.retainAll(asked);
    var randoms = progress.clientRandoms(plan.round());
    if (randoms.size() > Witnesses.CLIENT_RANDOMS) {
      return;
    }
    assignments.expectSightings(header.id(), plan.round(), waiting);
    waiting.stream()
        .flatMap(vantage -> agents.link(vantage).stream())
        .forEach(link -> link.collectSightings(header.id(), plan.round(), randoms));
    var patience = time.patience(SweepTime.WITNESS_PATIENCE);
    while (!waiting.isEmpty() && takesMail(plan.round(), waiting, patience)) {
      // The mailbox has been processed by then.
    }
    progress.matchSightings();
  }

  /** Processes one message; false without a message in time. */
  private boolean takesMail(int round, Set<VantageId> waiting, SweepTime.Patience patience)
      throws InterruptedException {
    switch (mailbox.poll(patience.leftNanos(), TimeUnit.NANOSECONDS)) {
      case null -> {
        return false;
      }
      case Mail.Sighted seen -> {
        progress.add(seen);
        if (seen.last() && seen.round() == round) {
          waiting.remove(seen.witness());
        }
      }
      case Mail.Observed observed -> take(observed);
      case Mail.Checked checked -> progress.add(checked);
      case Mail.PlanFinished repeated -> {}
      case Mail.StoreFailed failed -> throw failed.error();
      case Mail.Joined joined -> admit(joined);
      case Mail.Cancelled cancelled -> throw new CancelledException();
    }
    return true;
  }

  /** Empty once deadline and grace period are over, however many messages still arrive. */
  private @Nullable Mail nextMail() throws InterruptedException {
    var left = time.leftWithGrace();
    return left.isPositive() ? mailbox.poll(left.toNanos(), TimeUnit.NANOSECONDS) : null;
  }

  private void take(Mail.Observed observed) {
    if (progress.add(observed)) {
      listener.observed(observed.observation());
    }
  }

  /** A verdict rests on the central checks that finish in time. */
  private void awaitChecks() throws InterruptedException {
    var patience = time.patience(SweepTime.CHECK_PATIENCE);
    while (progress.awaitsChecks() && takesMail(0, new HashSet<>(), patience)) {
      // The mailbox has been processed by then.
    }
  }

  /**
   * First the intake refuses further observations, then all accepted observations are attributed:
   * the stored and the attributed observations are the same.
   */
  private void finish() throws InterruptedException {
    intake.seal(header.id());
    takeDelivered();
    try {
      awaitChecks();
    } catch (CancelledException repeated) {
      // It is ending already.
    }
    var sweep = soFar();
    var verdicts = Attribution.attribute(sweep);
    store.seal(sweep, verdicts, progress.observations());
    SweepLog.finished(level, sweep, verdicts);
    listener.finished(sweep, verdicts);
  }

  private void takeDelivered() {
    for (var mail = mailbox.poll(); mail != null; mail = mailbox.poll()) {
      switch (mail) {
        case Mail.Observed observed -> take(observed);
        case Mail.Checked checked -> progress.add(checked);
        case Mail.StoreFailed failed -> throw failed.error();
        case Mail.Joined joined -> admit(joined);
        case Mail.Sighted _, Mail.PlanFinished _, Mail.Cancelled _ -> {}
      }
    }
  }

  private Sweep soFar() {
    return vantages.in(witness.sign(progress.soFar(time.took())));
  }
}
