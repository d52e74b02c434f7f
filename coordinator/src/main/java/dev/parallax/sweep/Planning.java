package dev.parallax.sweep;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.plan.PlannedRound;
import dev.parallax.sweep.plan.Planner;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.sweep.run.SweepAssembly;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The plans of a sweep without its agents, and the sweep that results from the answers. Pure; a
 * simulation may answer.
 */
public final class Planning {
  private final Planner planner;

  public Planning(SweepSettings settings) {
    this.planner = new Planner(settings);
  }

  /** Everyone, unless the request's budget is too small for that. */
  public PlannedRound first(SweepRequest request, SweepHeader header) {
    return planner.first(request, header.vantages(), header.inside().keySet(), header.id());
  }

  /** The most informative probes; empty at the end. */
  public Optional<PlannedRound> next(SweepRequest request, Sweep soFar) {
    return planner.next(request, soFar);
  }

  /** The sweep so far; {@code absent} contains the reason for each vantage without a plan. */
  public static Sweep close(
      Sweep begun,
      Collection<Observation> observations,
      Map<VantageId, NotRunReason> absent,
      Duration took) {
    return SweepAssembly.close(begun, List.of(), observations, absent, took, false);
  }
}
