package dev.parallax.attribution;

import dev.parallax.model.Blame;
import dev.parallax.model.Candidate;
import dev.parallax.model.Cause;
import dev.parallax.model.Evidence;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Grade;
import dev.parallax.model.Label;
import dev.parallax.model.NextProbe;
import dev.parallax.model.NextProbe.Why;
import dev.parallax.model.Scope;
import dev.parallax.model.Segment;
import dev.parallax.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Turns the belief about one cause into a verdict, or into saying what is missing for one. */
final class Ruling {
  static final double CREDIBLE = 0.95;
  private static final int HOP_FINDINGS = 3;

  private final Scene scene;
  private final Table table;
  private final List<Belief> beliefs;
  private final List<Belief> credible;
  private final Belief leading;
  private final Optional<Hypothesis> besides;
  private final Fit fit;

  /** Whether a verdict that leaves too much unexplained is held back. */
  enum Fit {
    CHECKED,
    TAKEN
  }

  /**
   * @param besides the other cause at work, when there are two
   */
  Ruling(Scene scene, Table table, Posterior posterior, Optional<Hypothesis> besides, Fit fit) {
    this.fit = fit;
    this.scene = scene;
    this.table = table;
    this.besides = besides;
    this.beliefs =
        posterior.byCause().values().stream()
            .sorted(Comparator.comparingDouble(Belief::mass).reversed())
            .toList();
    this.credible = credible(beliefs);
    this.leading = nearest(beliefs);
  }

  private static List<Belief> credible(List<Belief> beliefs) {
    var set = new ArrayList<Belief>();
    double mass = 0;
    for (var belief : beliefs) {
      if (mass < CREDIBLE) {
        set.add(belief);
        mass += belief.mass();
      }
    }
    return set;
  }

  /** Of places that hold the same vantages the network is named: it is the smaller claim. */
  private static Belief nearest(List<Belief> beliefs) {
    var first = beliefs.getFirst();
    return beliefs.stream()
        .filter(one -> one.id() == first.id())
        .filter(one -> one.name().scope().attribute() == Scope.Attribute.NETWORK)
        .filter(one -> one.name().scope().vantages().equals(first.name().scope().vantages()))
        .findFirst()
        .orElse(first);
  }

  Verdict verdict() {
    var fault = agreed();
    if (fault.isEmpty() || (fit == Fit.CHECKED && leavesTooMuchOpen())) {
      return inconclusive(List.of());
    }
    var missing = missing(fault.get());
    if (!missing.isEmpty()) {
      return inconclusive(missing);
    }
    if (fault.get().blame() != Blame.HEALTHY) {
      return blaming(fault.get());
    }
    return fit == Fit.CHECKED && Repeating.anywhere(table.rows())
        ? inconclusive(List.of(Floors.needs(Why.NEEDS_MORE_TRIALS, Map.of("trials", "20"))))
        : healthy();
  }

  /** More vantages fail for good that it does not account for than it accounts for. */
  private boolean leavesTooMuchOpen() {
    var cause = leading.cause();
    var ours = cause == null ? List.<Row>of() : Explained.by(cause);
    var others = besides.map(Explained::by).orElse(List.of());
    var open =
        table.rows().stream()
            .filter(Row::failsForGood)
            .filter(row -> !ours.contains(row) && !others.contains(row))
            .count();
    return open > ours.size();
  }

  /** What everything credible has in common; empty when that is not even who to blame. */
  private Optional<Fault> agreed() {
    var faults =
        credible.stream().filter(one -> !theMachineItself(one)).map(Fault::of).distinct().toList();
    var blames = faults.stream().map(Fault::blame).distinct().toList();
    if (blames.size() > 1 || blames.getFirst() == Blame.INCONCLUSIVE) {
      return Optional.empty();
    }
    return Optional.of(
        faults.size() == 1
            ? faults.getFirst()
            : new Fault(blames.getFirst(), Optional.<Segment>empty()));
  }

  /** With one agent on a network the machine stays in the set and is not what is said. */
  private boolean theMachineItself(Belief belief) {
    return belief.id() == Cause.LOCAL_INTERCEPTION
        && Fault.of(leading).blame() == Blame.PATH
        && leading.name().scope().attribute() == Scope.Attribute.NETWORK
        && leading.name().scope().vantages().equals(belief.name().scope().vantages());
  }

  private List<NextProbe> missing(Fault fault) {
    var answered = Floors.answered(table);
    var cause = leading.cause();
    return !answered.isEmpty() || cause == null
        ? answered
        : new Floors(table, cause).missing(fault);
  }

  private Verdict healthy() {
    return new Verdict(
        Blame.HEALTHY,
        Optional.empty(),
        Optional.of(differingAnswers() ? Cause.ANSWERS_DIFFER_BY_PLACE : Cause.HEALTHY),
        Optional.empty(),
        Belief.NOTHING.scope(),
        Optional.empty(),
        mass(new Fault(Blame.HEALTHY, Optional.empty())),
        true,
        Grade.STRONG,
        List.of(),
        healthyEvidence(),
        candidates(credible),
        List.of(),
        List.of());
  }

  private boolean differingAnswers() {
    return table.addresses().differ(scene.seats());
  }

  private List<Evidence> healthyEvidence() {
    var cause = leading.cause();
    return cause == null
        ? Stream.concat(
                Stream.of(Findings.nothingFails(table)), OtherArms.failingAlone(table.rows()))
            .toList()
        : Findings.of(table, cause, weights(cause, Fault.of(leading)));
  }

  private Verdict blaming(Fault fault) {
    var cause = java.util.Objects.requireNonNull(leading.cause());
    var failing = Explained.by(cause);
    var set = new ArrayList<>(credible);
    var next = new NextProbes(table, beliefs);
    var probes = new ArrayList<>(next.all());
    if (fault.blame() == Blame.PATH) {
      alternatives(cause, failing, set, probes);
    }
    var walked = HopFinding.of(scene.target(), cause.sight(), failing);
    var evidence = new ArrayList<>(Findings.of(table, cause, weights(cause, fault)));
    for (int i = 0; i < Math.min(HOP_FINDINGS, walked.size()); i++) {
      evidence.add(walked.get(i).evidence(i == 0 ? weights(cause, fault).hops() : 0));
    }
    return new Verdict(
        fault.blame(),
        fault.segment(),
        named(fault) ? Optional.of(leading.id()) : Optional.empty(),
        Findings.dominant(failing, cause),
        cause.reach().scope(),
        walked.stream().findFirst().map(HopFinding::hops),
        mass(fault),
        true,
        Grades.of(table, cause, evidence),
        Floors.ids(failing),
        evidence,
        candidates(set),
        next.notRun(),
        probes);
  }

  /** A cause is named when the segment is settled; else the set speaks. */
  private boolean named(Fault fault) {
    return fault.segment().isPresent();
  }

  /**
   * With one agent in a network the machine itself, with one network the region, stays possible.
   */
  private void alternatives(
      Hypothesis cause, List<Row> failing, List<Belief> set, List<NextProbe> probes) {
    if (failing.size() == 1) {
      keep(set, one -> one.id() == Cause.LOCAL_INTERCEPTION);
      need(probes, Why.NEEDS_SECOND_AGENT, Map.of("network", failing.getFirst().network()));
    }
    var region = Floors.region(failing);
    if (!region.isEmpty() && onlyNetworkOf(region, failing)) {
      keep(
          set,
          one ->
              one.id() == cause.id() && one.name().scope().attribute() == Scope.Attribute.REGION);
      need(probes, Why.NEEDS_SECOND_NETWORK, Map.of("region", region));
    }
  }

  /** Once, with what it would tell where that is known. */
  private static void need(List<NextProbe> probes, Why why, Map<String, String> parameters) {
    if (probes.stream().noneMatch(probe -> probe.why() == why)) {
      probes.add(Floors.needs(why, parameters));
    }
  }

  private void keep(List<Belief> set, java.util.function.Predicate<Belief> which) {
    if (set.stream().noneMatch(which)) {
      beliefs.stream().filter(which).findFirst().ifPresent(set::add);
    }
  }

  private boolean onlyNetworkOf(String region, List<Row> failing) {
    var there =
        scene.seats().stream()
            .filter(seat -> !seat.inside())
            .filter(seat -> seat.vantage().label(Label.REGION).filter(region::equals).isPresent())
            .map(Seat::network)
            .distinct()
            .toList();
    return there.size() == 1 && Floors.networks(failing).containsAll(there);
  }

  private Verdict inconclusive(List<NextProbe> missing) {
    var suspect = beliefs.stream().filter(one -> one.cause() != null).findFirst();
    var cause = suspect.map(Belief::cause).filter(one -> !one.unknown());
    var failing = unexplained();
    var next = new NextProbes(table, beliefs);
    var probes = new ArrayList<>(next.all());
    probes.removeIf(probe -> missing.stream().anyMatch(one -> sameLack(one, probe)));
    probes.addAll(0, missing);
    return new Verdict(
        Blame.INCONCLUSIVE,
        Optional.empty(),
        Optional.empty(),
        word(failing),
        cause.map(one -> one.reach().scope()).orElse(Belief.NOTHING.scope()),
        Optional.empty(),
        Calibration.of(Blame.INCONCLUSIVE, leading.mass()),
        true,
        Grade.SUGGESTIVE,
        Floors.ids(failing),
        cause
            .filter(one -> !failing.isEmpty())
            .map(one -> Findings.of(table, one, weights(one, Fault.of(leading))))
            .orElse(List.of()),
        candidates(credible),
        next.notRun(),
        probes);
  }

  private static boolean sameLack(NextProbe one, NextProbe two) {
    return one.why() == two.why() && one.vantages().isEmpty() && two.vantages().isEmpty();
  }

  private List<Row> unexplained() {
    var others = besides.map(Explained::by).orElse(List.of());
    return table.rows().stream()
        .filter(row -> row.seat().failsBase() && !others.contains(row))
        .toList();
  }

  private static Optional<FailureWord> word(List<Row> rows) {
    return rows.stream()
        .flatMap(Row::named)
        .map(Trial::sight)
        .filter(sight -> !sight.passes())
        .distinct()
        .sorted()
        .flatMap(sight -> Findings.dominant(rows, sight::equals).stream())
        .findFirst();
  }

  /** Against the strongest explanation that would blame somebody else, or name another cause. */
  private Weights weights(Hypothesis cause, Fault fault) {
    var runnerUp =
        beliefs.stream()
            .filter(one -> !Fault.of(one).equals(fault))
            .findFirst()
            .or(() -> beliefs.stream().filter(one -> !one.name().equals(cause.name())).findFirst());
    return Weights.of(table, together(Optional.of(cause)), together(runnerUp.map(Belief::cause)));
  }

  private List<Hypothesis> together(Optional<Hypothesis> cause) {
    return Stream.concat(cause.stream(), besides.stream())
        .sorted(Comparator.comparing(Hypothesis::unknown).thenComparing(Hypothesis::sight))
        .toList();
  }

  private double mass(Fault fault) {
    var sum =
        beliefs.stream()
            .filter(one -> agrees(Fault.of(one), fault))
            .mapToDouble(Belief::mass)
            .sum();
    return Calibration.of(fault.blame(), sum);
  }

  private static boolean agrees(Fault one, Fault fault) {
    return one.blame() == fault.blame()
        && (fault.segment().isEmpty() || one.segment().equals(fault.segment()));
  }

  private static List<Candidate> candidates(List<Belief> set) {
    return set.stream()
        .map(
            one ->
                new Candidate(
                    one.id(),
                    one.name().scope(),
                    Calibration.of(Fault.of(one).blame(), one.mass())))
        .toList();
  }
}
