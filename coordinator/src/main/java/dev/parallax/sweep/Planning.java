package dev.parallax.sweep;

import dev.parallax.model.NotRunReason;
import dev.parallax.model.Observation;
import dev.parallax.model.Sweep;
import dev.parallax.model.SweepHeader;
import dev.parallax.model.VantageId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A sweep's questions without its agents: what each round runs, and the sweep its answers make.
 * Pure; whoever answers may be a simulation.
 */
public final class Planning {
  private final Planner planner;

  public Planning(SweepSettings settings) {
    this.planner = new Planner(settings);
  }

  /** Everyone, unless the request's budget is too small for that. */
  public PlannedRound first(SweepRequest request, SweepHeader header) {
    return planner.first(request, header.vantages(), header.inside().keySet());
  }

  /** What would tell most next; empty at the end. */
  public Optional<PlannedRound> next(SweepRequest request, Sweep soFar) {
    return planner.next(request, soFar);
  }

  /** The sweep as far as it is known; {@code absent} says why a vantage could not be asked. */
  public static Sweep close(
      Sweep begun,
      Collection<Observation> observations,
      Map<VantageId, NotRunReason> absent,
      Duration took) {
    return Closing.close(begun, List.of(), observations, absent, took, false);
  }
}
