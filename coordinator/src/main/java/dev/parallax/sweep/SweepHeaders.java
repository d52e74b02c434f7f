package dev.parallax.sweep;

import dev.parallax.fleet.AgentLinks;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.sweep.plan.NextStep;
import dev.parallax.sweep.plan.Planner;
import dev.parallax.sweep.plan.StratifiedSample;
import dev.parallax.sweep.request.HistorySource;
import dev.parallax.sweep.request.NoVantagesException;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.run.SweepIds;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The headers of new sweeps: their id, their vantages and their reserve, and what is known of their
 * targets.
 */
final class SweepHeaders {
  private final Planner planner;
  private final AgentLinks agents;
  private final InstantSource clock;
  private final HistorySource histories;
  private final SweepIds ids;

  SweepHeaders(Planner planner, SweepEnvironment environment) {
    this.planner = planner;
    this.agents = environment.agents();
    this.clock = environment.clock();
    this.histories = environment.histories();
    this.ids = new SweepIds(clock, environment.random());
  }

  /** With what is known of its targets, fixed before round 1. */
  SweepHeader withHistories(SweepHeader drawn, NextStep first) {
    return drawn.with(histories.before(drawn, sites(first)));
  }

  /** The reference sites of a round. */
  private static Set<String> sites(NextStep step) {
    return step instanceof NextStep.Ask ask
        ? ask.round().plan().probes().stream()
            .filter(probe -> probe.arm() == Arm.REFERENCE)
            .map(ProbeSpec::target)
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  /**
   * Draws the vantages of a sweep from the fleet, by its id.
   *
   * @param known the vantages of the fleet
   * @throws NoVantagesException when a selector matches no vantage
   */
  SweepHeader draw(SweepRequest request, List<Vantage> known) {
    var _ = planner.credentials(request);
    var matching = SelectedVantages.of(request.from(), known);
    var inside = SelectedVantages.inside(request.inside(), matching);
    var id = ids.next();
    int most = request.limits().vantages();
    var drawn =
        StratifiedSample.ofConnected(matching, inside.keySet(), most, id, this::isConnected);
    return new SweepHeader(
        id,
        clock.instant(),
        matching.stream().filter(vantage -> drawn.contains(vantage.id())).toList(),
        request.targets(),
        inside,
        request.family(),
        request.exchanges(),
        matching.stream().filter(vantage -> !drawn.contains(vantage.id())).toList());
  }

  private boolean isConnected(Vantage vantage) {
    return agents.link(vantage.id()).isPresent();
  }
}
