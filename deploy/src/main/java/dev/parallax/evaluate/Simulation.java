package dev.parallax.evaluate;

import dev.parallax.model.Arm;
import dev.parallax.model.Coverage;
import dev.parallax.model.NotRunReason;
import dev.parallax.model.Observation;
import dev.parallax.model.ProbePlan;
import dev.parallax.model.ProbeSpec;
import dev.parallax.model.Round;
import dev.parallax.model.Sweep;
import dev.parallax.model.TargetResults;
import dev.parallax.model.VantageId;
import dev.parallax.sweep.PlannedRound;
import dev.parallax.sweep.Planning;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One sweep through a world: the real planner asks, the world answers, to the planner's end. */
final class Simulation {
  private static final double SPACING = 0.2;
  private static final double BETWEEN_ROUNDS = 1.5;

  private final World world;
  private final Planning planning;
  private final List<Agent> agents = new ArrayList<>();
  private final List<Place> asked;
  private final List<Observation> seen = new ArrayList<>();
  private final Map<VantageId, NotRunReason> absent = new HashMap<>();
  private double time;

  Simulation(World world, Draw draw) {
    this.world = world;
    this.planning = new Planning(world.settings().sweep());
    this.asked = world.places().stream().filter(place -> !place.offline()).toList();
    var met = world.met();
    asked.forEach(place -> agents.add(new Agent(world, met, place, draw.split())));
    world.places().stream()
        .filter(Place::offline)
        .forEach(place -> absent.put(place.id(), NotRunReason.OFFLINE));
  }

  Sweep run() {
    var header = header();
    var soFar = header;
    var round = Optional.of(planning.first(world.settings().request()));
    while (round.isPresent()) {
      header = with(header, round.get());
      carryOut(round.get().plan());
      soFar = closed(header);
      round = planning.next(world.settings().request(), soFar);
    }
    return soFar;
  }

  private Sweep closed(Sweep header) {
    return Planning.close(header, seen, absent, Scribe.duration(time));
  }

  private Sweep header() {
    var inside = new HashMap<VantageId, Optional<InetAddress>>();
    world.places().stream()
        .filter(Place::inside)
        .forEach(place -> inside.put(place.id(), place.route()));
    return new Sweep(
        Agent.SWEEP,
        world.now(),
        Duration.ZERO,
        false,
        world.places().stream().map(Place::vantage).toList(),
        List.of(),
        new Coverage(world.places().size(), 0, List.of()),
        List.of(new TargetResults(world.site().target(), inside, List.of())));
  }

  private static Sweep with(Sweep header, PlannedRound round) {
    var rounds = new ArrayList<>(header.rounds());
    int number = round.plan().round();
    rounds.add(new Round(number, Scribe.planHash(number), round.reasons(), 0));
    return new Sweep(
        header.id(),
        header.startedAt(),
        header.took(),
        false,
        header.vantages(),
        rounds,
        header.coverage(),
        header.targets());
  }

  private void carryOut(ProbePlan plan) {
    var order = Interleaving.of(plan.probes());
    double longest = 0;
    for (int i = 0; i < asked.size(); i++) {
      longest = Math.max(longest, carryOut(plan.round(), order, agents.get(i)));
    }
    time = longest + BETWEEN_ROUNDS;
  }

  private double carryOut(int round, List<Interleaving.Turn> order, Agent agent) {
    double now = time;
    for (var turn : order) {
      seen.addAll(agent.observe(turn.probe(), turn.trial(), round, now));
      now += turn.probe().arm() == Arm.REFERENCE || isWalk(turn.probe()) ? SPACING / 10 : SPACING;
    }
    return now;
  }

  private static boolean isWalk(ProbeSpec probe) {
    return probe.arm() == Arm.TTL_WALK;
  }
}
