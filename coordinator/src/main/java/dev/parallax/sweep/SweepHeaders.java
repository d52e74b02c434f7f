package dev.parallax.sweep;

import dev.parallax.fleet.AgentLinks;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.sweep.plan.Planner;
import dev.parallax.sweep.plan.StratifiedSample;
import dev.parallax.sweep.request.NoVantagesException;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.run.SweepIds;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;

/** The headers of new sweeps: their id, their vantages and their reserve. */
final class SweepHeaders {
  private final Planner planner;
  private final AgentLinks agents;
  private final InstantSource clock;
  private final SweepIds ids;

  SweepHeaders(Planner planner, AgentLinks agents, InstantSource clock, RandomGenerator random) {
    this.planner = planner;
    this.agents = agents;
    this.clock = clock;
    this.ids = new SweepIds(clock, random);
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
