package dev.parallax.evaluate.simulate;

import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.model.endpoint.Family;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.Planning;
import dev.parallax.sweep.plan.PlannedRound;
import dev.parallax.sweep.request.SweepRequest;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One simulated sweep: the production planner requests probes, the simulation answers, until the
 * planner ends.
 */
public final class Simulation {
  private static final double SPACING = 0.2;
  private static final double BETWEEN_ROUNDS = 1.5;

  private final SweepRequest request;
  private final Planning planning;
  private final List<SimulatedAgent> agents = new ArrayList<>();
  private final List<SimulatedVantage> asked;
  private final List<Observation> seen = new ArrayList<>();
  private final Map<VantageId, NotRunReason> absent = new HashMap<>();
  private final List<Double> ends = new ArrayList<>();
  private final SweepHeader header;
  private final List<Round> rounds = new ArrayList<>();
  private double time;

  public Simulation(SimulatedWorld world, SeededRandom draw) {
    this(world, draw, world.settings().request());
  }

  public Simulation(SimulatedWorld world, SeededRandom draw, SweepRequest request) {
    this.request = request;
    this.header = header(world);
    this.planning = new Planning(world.settings().sweep());
    this.asked = world.places().stream().filter(place -> !place.offline()).toList();
    var met = world.met();
    asked.forEach(place -> agents.add(new SimulatedAgent(world, met, place, draw.split())));
    world.places().stream()
        .filter(SimulatedVantage::offline)
        .forEach(place -> absent.put(place.id(), NotRunReason.OFFLINE));
  }

  /** Round 1 only; the caller chooses further probes. */
  public Sweep firstLook() {
    var round = first();
    begin(round);
    carryOut(round);
    return soFar();
  }

  /** These probes as one more round of every vantage, after round 1. */
  public Sweep andThen(List<ProbeSpec> probes) {
    return andThen(probes, first().vantages());
  }

  /** The same at selected vantages. */
  public Sweep andThen(List<ProbeSpec> probes, Set<VantageId> vantages) {
    var first = first().plan();
    int number = rounds.size() + 1;
    var plan = new ProbePlan(number, probes, first.hello(), first.spacing(), first.stepTimeout());
    var round = new PlannedRound(plan, List.of(RoundReason.REQUESTED), vantages);
    begin(round);
    carryOut(round);
    return soFar();
  }

  private PlannedRound first() {
    return planning.first(request, header);
  }

  /** Seconds from the start to the end of each round. */
  public List<Double> ends() {
    return List.copyOf(ends);
  }

  public Sweep run() {
    var soFar = begun();
    var round = Optional.of(first());
    while (round.isPresent()) {
      begin(round.get());
      carryOut(round.get());
      soFar = soFar();
      round = planning.next(request, soFar);
    }
    return soFar;
  }

  private Sweep soFar() {
    return Planning.close(begun(), seen, absent, ObservationWriter.duration(time));
  }

  private Sweep begun() {
    return header.begun(rounds, Duration.ZERO);
  }

  private static SweepHeader header(SimulatedWorld world) {
    var inside = new HashMap<VantageId, Optional<InetAddress>>();
    world.places().stream()
        .filter(SimulatedVantage::inside)
        .forEach(place -> inside.put(place.id(), place.route()));
    return new SweepHeader(
        SimulatedAgent.SWEEP,
        world.now(),
        world.places().stream().map(SimulatedVantage::vantage).toList(),
        List.of(world.site().target()),
        inside,
        Family.ANY);
  }

  private void begin(PlannedRound round) {
    int number = round.plan().round();
    rounds.add(
        new Round(
            number,
            ObservationWriter.planHash(number),
            round.reasons(),
            0,
            Optional.of(round.vantages().size()),
            Optional.empty()));
  }

  private void carryOut(PlannedRound round) {
    var order = Interleaving.of(round.plan().probes());
    double longest = 0;
    for (int i = 0; i < asked.size(); i++) {
      if (round.vantages().contains(asked.get(i).id())) {
        longest = Math.max(longest, carryOut(round.plan().round(), order, agents.get(i)));
      }
    }
    ends.add(longest);
    time = longest + BETWEEN_ROUNDS;
  }

  private double carryOut(int round, List<Interleaving.Turn> order, SimulatedAgent agent) {
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
