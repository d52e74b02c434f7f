package dev.parallax.agent;

import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.link.Orders;
import dev.parallax.agent.link.Uplink;
import dev.parallax.agent.responder.SweepConnections;
import dev.parallax.model.NotRunReason;
import dev.parallax.model.SweepId;
import dev.parallax.model.VantageId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out what the coordinator orders, one plan beside the other. */
final class AssignedPlans implements Orders {
  private static final Logger log = LoggerFactory.getLogger(AssignedPlans.class);

  private final VantageId self;
  private final PlanRunner runner;
  private final Uplink uplink;
  private final Sightings sightings;
  private final Map<SweepId, PlanRunner.Running> running = new ConcurrentHashMap<>();

  AssignedPlans(VantageId self, PlanRunner runner, Sightings sightings, Uplink uplink) {
    this.self = self;
    this.runner = runner;
    this.sightings = sightings;
    this.uplink = uplink;
  }

  @Override
  public void assigned(AssignedPlan assigned) {
    var trials = new Trials(self, assigned);
    int round = assigned.plan().round();
    running.values().removeIf(PlanRunner.Running::over);
    log.info(
        "sweep {} round {}: {} probes", assigned.sweep(), round, assigned.plan().known().size());
    sightings.begin(assigned);
    running.put(
        assigned.sweep(),
        runner.start(
            trials,
            results -> sightings.completed(assigned.sweep(), results),
            uplink::observed,
            () -> finished(assigned, trials)));
  }

  private void finished(AssignedPlan assigned, Trials trials) {
    sightings.finished(assigned.sweep());
    uplink.planFinished(assigned.sweep(), assigned.plan().round(), trials.unsupported());
  }

  @Override
  public void cancelled(SweepId sweep) {
    var plan = running.remove(sweep);
    if (plan != null) {
      plan.stop(NotRunReason.DEADLINE);
    }
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

  /** The coordinator sends no more plans; what runs goes on. */
  @Override
  public void drained() {
    log.info("draining");
  }
}
