package dev.parallax.sweep;

import dev.parallax.attribution.Attribution;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.log.LogContext;
import dev.parallax.model.Bytes;
import dev.parallax.model.NotRunReason;
import dev.parallax.model.Observation;
import dev.parallax.model.ProbePlan;
import dev.parallax.model.Round;
import dev.parallax.model.RoundEnd;
import dev.parallax.model.Sighting;
import dev.parallax.model.Sweep;
import dev.parallax.model.SweepId;
import dev.parallax.model.TrialKey;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import dev.parallax.store.RoundPlan;
import dev.parallax.store.Store;
import dev.parallax.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One sweep from its first round to its verdicts. All state belongs to the thread that calls {@link
 * #run}; messages arrive through the mailbox.
 */
final class SweepRun {
  /** The last messages of an agent may arrive this long after its deadline. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** How long to wait for sightings; an older agent does not answer the request. */
  private static final Duration WITNESS_PATIENCE = Duration.ofSeconds(1);

  /** How long to wait for running central checks, after each round and at the end. */
  private static final Duration CHECK_PATIENCE = Duration.ofSeconds(2);

  private static final int SIGHTINGS = 20_000;

  /** Of one witness in one round. */
  private static final int WITNESS_SIGHTINGS = 5_000;

  /** A follow-up round is not begun with less time than this. */
  private static final Duration LEAST_ROUND = Duration.ofSeconds(2);

  private final SweepRequest request;
  private final Planner planner;
  private final PlannedRound first;
  private final ConnectedAgents agents;
  private final Store store;
  private final SweepListener listener;
  private final HomeWitness witness;
  private final Intake intake;
  private final Assignments assignments;
  private final BlockingQueue<Mail> mailbox = new LinkedBlockingQueue<>();
  private final Map<TrialKey, Observation> observations = new LinkedHashMap<>();
  private final Set<TrialKey> unchecked = new HashSet<>();
  private final List<RoundAudience> rounds = new ArrayList<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private final Map<VantageId, NotRunReason> absent = new HashMap<>();
  private final long startNanos = System.nanoTime();
  private Sweep header;
  private boolean deadlineHit;

  SweepRun(
      Sweep header,
      SweepRequest request,
      Planner planner,
      ConnectedAgents agents,
      Store store,
      Intake intake,
      Assignments assignments,
      HomeResolver home,
      SweepListener listener) {
    this.header = header;
    this.request = request;
    this.planner = planner;
    this.first = planner.first(request, header.vantages(), Planning.inside(header));
    this.agents = agents;
    this.store = store;
    this.intake = intake;
    this.assignments = assignments;
    this.witness = new HomeWitness(home, request.targets());
    this.listener = listener;
  }

  SweepId id() {
    return header.id();
  }

  void deliver(Mail mail) {
    mailbox.add(mail);
  }

  /** Runs to the end; the listener has received the result when this returns. */
  void run() {
    try (var _ = LogContext.of(header.id())) {
      runLogged();
    }
  }

  private void runLogged() {
    try {
      listener.started(header.id(), header.vantages());
      witness.ask();
      carryOutRounds();
      finish();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      fail(new IllegalStateException("the coordinator is shutting down", interrupted));
    } catch (RuntimeException error) {
      fail(error);
    }
  }

  private void fail(RuntimeException error) {
    SweepLog.failed(header.id(), error);
    listener.failed(error);
  }

  private void carryOutRounds() throws InterruptedException {
    try {
      leaveOut(first);
      NextStep step = new NextStep.Ask(first);
      while (step instanceof NextStep.Ask ask) {
        carryOut(ask.round());
        step = next();
      }
      end(step);
    } catch (CancelledException cancelled) {
      // The observations stored so far are the sweep.
    }
  }

  /** Marks the vantages for which the budget has no handshakes in round 1. */
  private void leaveOut(PlannedRound round) {
    header.vantages().stream()
        .map(Vantage::id)
        .filter(vantage -> !round.vantages().contains(vantage))
        .forEach(vantage -> absent.put(vantage, NotRunReason.BUDGET_EXHAUSTED));
  }

  private NextStep next() throws InterruptedException {
    awaitChecks();
    return timeLeft().compareTo(LEAST_ROUND) > 0
        ? planner.decide(request, soFar())
        : new NextStep.Stop(RoundEnd.TIME_USED);
  }

  private void end(NextStep step) {
    if (step instanceof NextStep.Stop stop) {
      var carriedOut = new ArrayList<>(header.rounds());
      carriedOut.add(carriedOut.removeLast().last(stop.why()));
      header = with(carriedOut, header.took());
    }
  }

  private void carryOut(PlannedRound round) throws InterruptedException {
    var plan = Wire.planBytes(round.plan());
    begin(round, Bytes.copyOf(plan));
    var dispatch = new Dispatch(agents);
    dispatch.send(header, round.vantages(), Bytes.copyOf(plan), timeLeft());
    absent.putAll(dispatch.absent());
    rounds.add(new RoundAudience(round.plan(), dispatch.asked()));
    listener.roundStarted(
        round.plan().round(),
        round.reasons(),
        round.plan().trials() * dispatch.asked().size(),
        Set.copyOf(dispatch.asked()));
    try {
      collect(round.plan().round(), new HashSet<>(dispatch.asked()));
      hear(round.plan(), dispatch.asked());
    } catch (InterruptedException | RuntimeException ended) {
      dispatch.cancel(header.id());
      throw ended;
    }
  }

  /** The round is in the store before any of its observations can be. */
  private void begin(PlannedRound round, Bytes plan) {
    List<Round> begun = new ArrayList<>(header.rounds());
    begun.add(
        new Round(
            round.plan().round(),
            Wire.planHash(plan.toArray()),
            round.reasons(),
            0,
            Optional.of(round.vantages().size()),
            Optional.empty()));
    header = with(begun, took());
    store.begin(header, new RoundPlan(header.id(), round.plan().round(), plan, round.vantages()));
    assignments.begin(header.id(), round.plan(), round.vantages());
  }

  private Sweep with(List<Round> others, Duration took) {
    return new Sweep(
        header.id(),
        header.startedAt(),
        took,
        false,
        header.vantages(),
        others,
        header.coverage(),
        header.targets(),
        header.sightings(),
        header.family());
  }

  private void collect(int round, Set<VantageId> waiting) throws InterruptedException {
    while (!waiting.isEmpty()) {
      switch (nextMail()) {
        case null -> {
          deadlineHit = true;
          return;
        }
        case Mail.Observed observed -> take(observed);
        case Mail.Checked checked -> take(checked);
        case Mail.Sighted late -> take(late);
        case Mail.PlanFinished finished -> {
          if (!finished.understood()) {
            absent.put(finished.vantage(), NotRunReason.UNSUPPORTED);
          }
          if (finished.round() == round || !finished.understood()) {
            waiting.remove(finished.vantage());
          }
        }
        case Mail.StoreFailed failed -> throw failed.error();
        case Mail.Cancelled cancelled -> throw new CancelledException();
      }
    }
  }

  /** Collects the witnesses' sightings after every vantage has finished the round. */
  private void hear(ProbePlan plan, Set<VantageId> asked) throws InterruptedException {
    var waiting = Witnesses.of(header, plan);
    waiting.retainAll(asked);
    var randoms = Witnesses.clientRandoms(observations.values(), plan.round());
    if (randoms.size() > Witnesses.CLIENT_RANDOMS) {
      return;
    }
    assignments.expectSightings(header.id(), plan.round(), waiting);
    waiting.stream()
        .flatMap(witness -> agents.link(witness).stream())
        .forEach(link -> link.collectSightings(header.id(), plan.round(), randoms));
    var until = System.nanoTime() + WITNESS_PATIENCE.toNanos();
    while (!waiting.isEmpty() && heard(plan.round(), waiting, until - System.nanoTime())) {
      // The mail is taken by then.
    }
    header = header.withSightings(Witnesses.about(observations.values(), sightings));
  }

  /** Whether a message arrived in time. */
  private boolean heard(int round, Set<VantageId> waiting, long nanos) throws InterruptedException {
    switch (mailbox.poll(nanos, TimeUnit.NANOSECONDS)) {
      case null -> {
        return false;
      }
      case Mail.Sighted seen -> {
        take(seen);
        if (seen.last() && seen.round() == round) {
          waiting.remove(seen.witness());
        }
      }
      case Mail.Observed observed -> take(observed);
      case Mail.Checked checked -> take(checked);
      case Mail.PlanFinished repeated -> {}
      case Mail.StoreFailed failed -> throw failed.error();
      case Mail.Cancelled cancelled -> throw new CancelledException();
    }
    return true;
  }

  /** Empty once deadline and grace period are over, however many messages still arrive. */
  private @Nullable Mail nextMail() throws InterruptedException {
    var left = request.deadline().plus(GRACE).minus(took());
    return left.isPositive() ? mailbox.poll(left.toNanos(), TimeUnit.NANOSECONDS) : null;
  }

  private void take(Mail.Observed observed) {
    var observation = observed.observation();
    if (observations.putIfAbsent(observation.key(), observation) == null) {
      if (observed.checkFollows()) {
        unchecked.add(observation.key());
      }
      listener.observed(observation);
    }
  }

  private void take(Mail.Checked checked) {
    unchecked.remove(checked.key());
    checked
        .check()
        .ifPresent(
            check -> observations.computeIfPresent(checked.key(), (key, seen) -> seen.with(check)));
  }

  /** A verdict rests on the central checks that are made in time. */
  private void awaitChecks() throws InterruptedException {
    var until = System.nanoTime() + CHECK_PATIENCE.toNanos();
    while (!unchecked.isEmpty() && heard(0, new HashSet<>(), until - System.nanoTime())) {
      // The mail is taken by then.
    }
  }

  /** Adds sightings up to the bounds of a witness and of a sweep; drops the rest. */
  private void take(Mail.Sighted seen) {
    var before = sightings.stream().filter(one -> one.witness().equals(seen.witness())).count();
    seen.sightings().stream()
        .limit(Math.max(0, WITNESS_SIGHTINGS - before))
        .limit(Math.max(0, SIGHTINGS - sightings.size()))
        .forEach(sightings::add);
  }

  /**
   * First further observations are refused, then all accepted observations are attributed: the
   * stored and the attributed observations are the same.
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
    store.seal(sweep, verdicts, observations.values());
    SweepLog.finished(sweep, verdicts);
    listener.finished(sweep, verdicts);
  }

  private void takeDelivered() {
    for (var mail = mailbox.poll(); mail != null; mail = mailbox.poll()) {
      switch (mail) {
        case Mail.Observed observed -> take(observed);
        case Mail.Checked checked -> take(checked);
        case Mail.StoreFailed failed -> throw failed.error();
        case Mail.Sighted _, Mail.PlanFinished _, Mail.Cancelled _ -> {}
      }
    }
  }

  private Sweep soFar() {
    return witness.sign(
        Closing.close(header, rounds, observations.values(), absent, took(), deadlineHit));
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private Duration timeLeft() {
    var left = request.deadline().minus(took());
    return left.isNegative() ? Duration.ZERO : left;
  }
}
