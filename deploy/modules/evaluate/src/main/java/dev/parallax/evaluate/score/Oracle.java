package dev.parallax.evaluate.score;

import dev.parallax.evaluate.fault.ConfiguredFault;
import dev.parallax.evaluate.fault.Fault;
import dev.parallax.evaluate.fault.FaultScope;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The answers that the fleet of a case can determine: the faults that showed, and for each the
 * answers that no method can distinguish from it.
 */
public final class Oracle {
  /** Fewer affected trials than this may be chance. */
  private static final int PATTERN = 3;

  private final SimulatedWorld world;
  private final List<SimulatedVantage> present;

  private Oracle(SimulatedWorld world) {
    this.world = world;
    this.present = world.present();
  }

  /**
   * One answer for each fault that showed; those that did not show as well when none that did must
   * be found; empty without a fault.
   */
  public static List<AcceptableAnswer> answers(SimulatedWorld world) {
    var oracle = new Oracle(world);
    var answers = new ArrayList<AcceptableAnswer>();
    var all = new ArrayList<Fault>(world.faults());
    all.addAll(world.noise());
    for (var fault : all) {
      if (world.strikes(fault) > 0) {
        answers.add(oracle.answer(fault, world.victims(fault)));
      }
    }
    oracle.stormy().ifPresent(answers::add);
    if (answers.stream().allMatch(answer -> answer.accepts(Claim.HEALTHY))) {
      all.stream().flatMap(fault -> oracle.hidden(fault).stream()).forEach(answers::add);
    }
    return answers;
  }

  /**
   * A fault that only delayed trials, or affected other arms than base: a verdict that names it is
   * right as well.
   */
  private Optional<AcceptableAnswer> hidden(Fault fault) {
    var victims = concerned(fault);
    if (fault.locus() == Fault.Locus.NOWHERE || victims.isEmpty()) {
      return Optional.empty();
    }
    var found = answer(fault, victims);
    var claims = new LinkedHashSet<>(found.acceptable());
    claims.add(Claim.HEALTHY);
    var ids = EnumSet.copyOf(found.hypotheses());
    ids.add(Cause.HEALTHY);
    return Optional.of(new AcceptableAnswer(fault, Claim.HEALTHY, claims, ids, found.open()));
  }

  /** A path with such packet loss that a verdict may name it. */
  private Optional<AcceptableAnswer> stormy() {
    var weather = world.weather();
    var there = world.victims(weather).stream().filter(this::stormy).toList();
    if (there.isEmpty()) {
      return Optional.empty();
    }
    var claims =
        Set.of(
            Claim.of(Blame.PATH, Segment.ACCESS),
            Claim.of(Blame.VANTAGE, Segment.AGENT),
            Claim.HEALTHY);
    var ids = EnumSet.of(Cause.HEAVY_LOSS, Cause.UPLINK_DOWN, Cause.HEALTHY);
    return Optional.of(
        new AcceptableAnswer(weather, Claim.of(Blame.PATH, Segment.ACCESS), claims, ids, true));
  }

  private boolean stormy(SimulatedVantage place) {
    int lost = world.struck().getOrDefault(world.weather(), Map.of()).getOrDefault(place.id(), 0);
    int asked = world.asked().getOrDefault(place.id(), 0);
    return lost >= PATTERN && lost * 10 >= asked;
  }

  private List<SimulatedVantage> concerned(Fault fault) {
    return fault instanceof ConfiguredFault rule
        ? present.stream().filter(rule.reach()::contains).toList()
        : world.victims(fault);
  }

  private AcceptableAnswer answer(Fault fault, List<SimulatedVantage> victims) {
    var truth = truth(fault, victims);
    var claims = new LinkedHashSet<Claim>();
    claims.add(truth);
    var ids = EnumSet.of(fault.id());
    boolean open = fault.id() == Cause.UNKNOWN || fault.id() == Cause.AGENT_DEFECT;
    if (world.strikes(fault) < PATTERN) {
      claims.add(Claim.HEALTHY);
      ids.add(Cause.HEALTHY);
      open = true;
    }
    open |= cannotTell(fault, victims, truth, claims, ids);
    return new AcceptableAnswer(fault, truth, claims, ids, open);
  }

  static Claim truth(Fault fault, List<SimulatedVantage> victims) {
    return switch (fault.locus()) {
      case VANTAGE -> Claim.of(Blame.VANTAGE, Segment.AGENT);
      case SERVICE -> Claim.of(Blame.ORIGIN, Segment.SERVICE);
      case EDGE -> Claim.of(Blame.ORIGIN, Segment.EDGE);
      case ZONE -> Claim.of(Blame.ORIGIN, Segment.ZONE);
      case NOWHERE -> Claim.HEALTHY;
      case RESOLVER -> Claim.of(wide(fault, victims) ? Blame.REGION : Blame.PATH, Segment.RESOLVER);
      case PATH ->
          wide(fault, victims)
              ? Claim.of(Blame.REGION, Segment.TRANSIT)
              : Claim.of(
                  Blame.PATH,
                  FaultScope.networks(victims).size() > 1 ? Segment.TRANSIT : Segment.ACCESS);
    };
  }

  private static boolean wide(Fault fault, List<SimulatedVantage> victims) {
    return fault instanceof ConfiguredFault rule
        && (rule.reach().kind() == FaultScope.Kind.COUNTRY
            || rule.reach().kind() == FaultScope.Kind.REGION)
        && FaultScope.networks(victims).size() > 1;
  }

  private boolean cannotTell(
      Fault fault, List<SimulatedVantage> victims, Claim truth, Set<Claim> claims, Set<Cause> ids) {
    return switch (truth.blame()) {
      case ORIGIN -> origin(fault, victims, claims, ids);
      case PATH, REGION -> way(victims, truth, claims, ids);
      case VANTAGE -> vantage(fault, victims, claims, ids);
      case HEALTHY, INCONCLUSIVE -> false;
    };
  }

  private boolean origin(
      Fault fault, List<SimulatedVantage> victims, Set<Claim> claims, Set<Cause> ids) {
    var outside = outside(present);
    boolean everyone = outside(victims).size() == outside.size();
    boolean few = FaultScope.networks(outside(victims)).size() < 2;
    if (fault.locus() == Fault.Locus.ZONE && isOfARegion(fault)) {
      // The zone gives an address of another server, or an address of its own that does not work.
      claims.add(Claim.of(Blame.ORIGIN, Segment.SERVICE));
      ids.add(Cause.ONE_ADDRESS_BAD);
      ids.add(Cause.CERTIFICATE_INVALID);
    }
    if (!insideTells() && sidesLookAlike(fault)) {
      claims.add(Claim.of(Blame.ORIGIN, Segment.SERVICE));
      claims.add(Claim.of(Blame.ORIGIN, Segment.EDGE));
      ids.addAll(IndistinguishableCauses.of(fault.id()));
    }
    if (everyone && insideTells() && victims.stream().noneMatch(SimulatedVantage::inside)) {
      // Of a balancer only the bad backend answers outside: nothing distinguishes it from the edge.
      claims.add(Claim.of(Blame.ORIGIN, Segment.EDGE));
    }
    if (fault.id() == Cause.EDGE_BLOCKS_SOME_CLIENTS
        || (!everyone && fault.locus() == Fault.Locus.EDGE)) {
      ids.addAll(IndistinguishableCauses.ofSome());
      claims.addAll(ways(outside(victims)));
      return true;
    }
    if (everyone && few && fault.locus() != Fault.Locus.ZONE) {
      claims.addAll(ways(outside(victims)));
      return true;
    }
    return few || (!everyone && fault.id() != Cause.ONE_ADDRESS_BAD);
  }

  /** Whether an inside vantage takes part that no fault of its own host keeps from measuring. */
  private boolean insideTells() {
    return present.stream()
        .filter(SimulatedVantage::inside)
        .anyMatch(
            vantage ->
                world.faults().stream()
                    .filter(fault -> fault.locus() == Fault.Locus.VANTAGE)
                    .noneMatch(fault -> world.victims(fault).contains(vantage)));
  }

  private static boolean isOfARegion(Fault fault) {
    return fault instanceof ConfiguredFault rule && rule.reach().kind() == FaultScope.Kind.REGION;
  }

  /** Outside vantages cannot distinguish service and edge by a certificate or a status. */
  private static boolean sidesLookAlike(Fault fault) {
    return switch (fault.id()) {
      case HOST_DOWN,
          PORT_NOT_LISTENING,
          SERVICE_ABORTS_OR_STALLS,
          NO_SHARED_TLS_PARAMETERS,
          EDGE_BREAKS_EVERY_HANDSHAKE,
          EDGE_NAME_POLICY,
          EDGE_DROPS_CONNECTIONS,
          EDGE_REFUSES_CONNECTIONS,
          EDGE_REPLY_PATH_CAPTURED,
          EDGE_RATE_LIMIT,
          EDGE_SIZE_POLICY ->
          true;
      default -> false;
    };
  }

  private static List<Claim> ways(List<SimulatedVantage> victims) {
    if (FaultScope.networks(victims).size() < 2) {
      return List.of(Claim.of(Blame.PATH, Segment.ACCESS));
    }
    return List.of(Claim.of(Blame.REGION, Segment.TRANSIT), Claim.of(Blame.PATH, Segment.TRANSIT));
  }

  private boolean way(
      List<SimulatedVantage> victims, Claim truth, Set<Claim> claims, Set<Cause> ids) {
    var outside = outside(present);
    var spared = new ArrayList<>(outside);
    spared.removeAll(victims);
    var networks = FaultScope.networks(victims);
    boolean open = FaultScope.networks(spared).size() < 2;
    if (victims.size() == 1) {
      claims.add(Claim.of(Blame.VANTAGE, Segment.AGENT));
      ids.addAll(IndistinguishableCauses.ofOne());
      open = true;
    }
    if (spared.isEmpty()) {
      claims.add(Claim.of(Blame.ORIGIN, Segment.EDGE));
      ids.addAll(IndistinguishableCauses.ofAll());
      if (!insideTells()) {
        claims.add(Claim.of(Blame.ORIGIN, Segment.SERVICE));
      }
      open = true;
    }
    if (truth.segment().equals(Optional.of(Segment.TRANSIT)) && networks.size() > 1) {
      claims.addAll(ways(victims));
    }
    if (truth.segment().equals(Optional.of(Segment.RESOLVER)) && networks.size() > 1) {
      claims.add(Claim.of(Blame.REGION, Segment.RESOLVER));
      claims.add(Claim.of(Blame.PATH, Segment.RESOLVER));
    }
    // A part of a network's agents fails: chance, or their own hosts.
    return open
        || spared.stream().anyMatch(vantage -> networks.contains(vantage.vantage().network()));
  }

  private boolean vantage(
      Fault fault, List<SimulatedVantage> victims, Set<Claim> claims, Set<Cause> ids) {
    boolean targetOnly = fault.description().contains("knows the name");
    if (targetOnly) {
      claims.add(Claim.of(Blame.PATH, Segment.ACCESS));
      ids.addAll(IndistinguishableCauses.ofOneName());
      return true;
    }
    return fault.id() == Cause.IPV6_BROKEN || present.size() < 3 || victims.size() > 1;
  }

  private static List<SimulatedVantage> outside(List<SimulatedVantage> places) {
    return places.stream().filter(place -> !place.inside()).toList();
  }
}
