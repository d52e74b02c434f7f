package dev.parallax.agent.plan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.link.CoordinatorOrders;
import dev.parallax.agent.link.Uplink;
import dev.parallax.agent.responder.SweepConnections;
import dev.parallax.log.LogContext;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits and runs the plans of the coordinator concurrently. A plan ends with its last trial, at
 * its deadline, by Cancel of its sweep, when the link stays lost, or when a rule of the owner of
 * the host forbids probes.
 */
public final class AssignedPlans implements CoordinatorOrders {
  private static final Logger log = LoggerFactory.getLogger(AssignedPlans.class);
  private static final int MOST_PLANS = 64;
  private static final int MOST_PROBES = 20_000;

  private final VantageId self;
  private final PlanRunner runner;
  private final Uplink uplink;
  private final PlanSightings sightings;
  private final ProbingRules rules;
  private final LinkGrace grace;

  @GuardedBy("this")
  private final Map<Key, RunningPlan> running = new HashMap<>();

  @GuardedBy("this")
  private long busyAt = System.nanoTime();

  /** A sweep has one plan for each round. */
  private record Key(SweepId sweep, int round) {
    static Key of(AssignedPlan assigned) {
      return new Key(assigned.sweep(), assigned.plan().round());
    }
  }

  public AssignedPlans(
      VantageId self,
      PlanRunner runner,
      PlanSightings sightings,
      Uplink uplink,
      ProbingRules rules,
      LinkGrace grace) {
    this.self = self;
    this.runner = runner;
    this.sightings = sightings;
    this.uplink = uplink;
    this.rules = rules;
    this.grace = grace;
  }

  @Override
  public void assigned(AssignedPlan assigned) {
    try (var _ = LogContext.of(assigned.sweep(), self)) {
      admit(assigned);
    }
  }

  private synchronized void admit(AssignedPlan assigned) {
    running.values().removeIf(RunningPlan::over);
    busyAt = System.nanoTime();
    var refusal = refusal(assigned);
    if (refusal.isPresent()) {
      log.warn("plan refused: {}", refusal.orElseThrow());
      uplink.planFinished(
          assigned.sweep(), assigned.plan().round(), List.of(refusal.orElseThrow()));
      return;
    }
    begin(assigned, new PlanTrials(self, assigned));
  }

  /** The reason why this plan cannot run at the same time; empty when it can. */
  @GuardedBy("this")
  private Optional<String> refusal(AssignedPlan assigned) {
    var plan = assigned.plan();
    if (running.containsKey(Key.of(assigned))) {
      return Optional.of(
          "plan of sweep " + assigned.sweep() + " round " + plan.round() + " is running already");
    }
    if (running.size() >= MOST_PLANS) {
      return Optional.of("plan: this agent runs at most " + MOST_PLANS + " plans at a time");
    }
    int held = running.values().stream().mapToInt(RunningPlan::probes).sum();
    return held + plan.known().size() <= MOST_PROBES
        ? Optional.empty()
        : Optional.of(
            "plan: this agent holds at most "
                + MOST_PROBES
                + " probes at a time, has "
                + held
                + ", got: "
                + plan.known().size());
  }

  @GuardedBy("this")
  private void begin(AssignedPlan assigned, PlanTrials trials) {
    int round = assigned.plan().round();
    log.info(
        "sweep {} round {}: {} probes", assigned.sweep(), round, assigned.plan().known().size());
    var rule = rules.refusal();
    if (rule.isPresent()) {
      runner.refuse(
          trials,
          NotRunReason.REFUSED_BY_POLICY,
          rule.get(),
          uplink::observed,
          () -> uplink.planFinished(assigned.sweep(), round, trials.unsupported()));
      return;
    }
    uplink.planBegins(assigned.sweep(), round);
    sightings.begin(assigned);
    running.put(
        Key.of(assigned),
        runner.start(
            trials,
            results -> sightings.completed(assigned.sweep(), results),
            uplink::observed,
            () -> finished(assigned, trials)));
  }

  private void finished(AssignedPlan assigned, PlanTrials trials) {
    sightings.finished(assigned.sweep());
    uplink.planFinished(assigned.sweep(), assigned.plan().round(), trials.unsupported());
  }

  @Override
  public void cancelled(SweepId sweep) {
    try (var _ = LogContext.of(sweep, self)) {
      stop(Optional.of(sweep), NotRunReason.DEADLINE, "");
    }
  }

  /**
   * Called every few seconds: ends running plans once a rule of the owner forbids probes. Reads no
   * rule while no plan runs.
   *
   * @return whether a plan runs
   */
  public boolean obeyRules() {
    if (!isRunning()) {
      return false;
    }
    rules.refusal().ifPresent(rule -> stop(Optional.empty(), NotRunReason.REFUSED_BY_POLICY, rule));
    return isRunning();
  }

  private synchronized boolean isRunning() {
    running.values().removeIf(RunningPlan::over);
    if (!running.isEmpty()) {
      busyAt = System.nanoTime();
    }
    return !running.isEmpty();
  }

  @Override
  public void connected() {
    grace.linkStands();
  }

  /** Results stay in the spool; trials that have not run are not run. */
  @Override
  public void disconnected() {
    grace.linkLost(
        () ->
            stop(
                Optional.empty(),
                NotRunReason.OFFLINE,
                "the link to the coordinator was lost for " + grace.seconds() + " s"));
  }

  private void stop(Optional<SweepId> sweep, NotRunReason reason, String detail) {
    List<RunningPlan> ending;
    synchronized (this) {
      ending =
          running.entrySet().stream()
              .filter(plan -> sweep.isEmpty() || sweep.get().equals(plan.getKey().sweep()))
              .map(Map.Entry::getValue)
              .toList();
      running.values().removeAll(ending);
    }
    ending.forEach(plan -> plan.stop(reason, detail));
  }

  @Override
  public void sightingsWanted(SweepId sweep, int round, Set<String> clientRandoms) {
    var connections = new SweepConnections(clientRandoms);
    var _ =
        sightings
            .of(sweep, round)
            .thenApply(connections::among)
            .thenAccept(seen -> uplink.sighted(sweep, round, seen));
  }

  @Override
  public synchronized Duration idle() {
    return isRunning() ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - busyAt);
  }

  /** The coordinator sends no more plans; running plans continue. */
  @Override
  public void drained() {
    log.info("draining");
  }
}
