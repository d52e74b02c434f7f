package dev.parallax.lab.scenario;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.lab.net.Topology;
import dev.parallax.stage.StageFailure;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The conditions of a run.
 *
 * @param insideDropped whether the vantage on the origin's LAN takes no part
 * @param lossPercent of the packets at a transit router, in each direction
 * @param offline a vantage without a running agent
 * @param starved a vantage whose agent runs for {@link #STARVED_PERCENT} of the time during a sweep
 * @param restrictions of the fleet, its configuration and its network
 */
public record Conditions(
    boolean insideDropped,
    int lossPercent,
    Optional<String> offline,
    Optional<String> starved,
    Set<Restriction> restrictions) {
  /** The share of a CPU that the agent of a starved vantage gets, in percent. */
  public static final int STARVED_PERCENT = 5;

  public static final Conditions ORDINARY =
      new Conditions(false, 0, Optional.empty(), Optional.empty(), Set.of());

  private static final String LAST_VANTAGE = "us-f";

  /** The outside vantages of {@link Restriction#THREE_VANTAGES}. */
  private static final List<String> THREE = List.of("eu-a", "ap-c", "us-e");

  /** Without a condition, and with each condition alone. */
  public static final List<Conditions> EACH =
      Stream.concat(
              Stream.of(
                  ORDINARY,
                  new Conditions(true, 0, Optional.empty(), Optional.empty(), Set.of()),
                  new Conditions(false, 0, Optional.of(LAST_VANTAGE), Optional.empty(), Set.of()),
                  new Conditions(false, 3, Optional.empty(), Optional.empty(), Set.of()),
                  new Conditions(false, 0, Optional.empty(), Optional.of(LAST_VANTAGE), Set.of())),
              Stream.of(Restriction.values()).map(ORDINARY::with))
          .toList();

  public Conditions {
    restrictions = Set.copyOf(restrictions);
  }

  public Conditions withoutInside() {
    return new Conditions(true, lossPercent, offline, starved, restrictions);
  }

  public Conditions losing(String percent) throws StageFailure {
    if (!percent.matches("[1-9]|[1-4][0-9]|50")) {
      throw new StageFailure("--loss takes a whole percentage from 1 to 50, got: " + percent);
    }
    return new Conditions(insideDropped, Integer.parseInt(percent), offline, starved, restrictions);
  }

  public Conditions without(String vantage) throws StageFailure {
    var absent = Optional.of(outside("--offline", vantage));
    return new Conditions(insideDropped, lossPercent, absent, starved, restrictions);
  }

  public Conditions starving(String vantage) throws StageFailure {
    var slow = Optional.of(outside("--starved", vantage));
    return new Conditions(insideDropped, lossPercent, offline, slow, restrictions);
  }

  public Conditions with(Restriction restriction) {
    var more = EnumSet.of(restriction);
    more.addAll(restrictions);
    return new Conditions(insideDropped, lossPercent, offline, starved, more);
  }

  private static String outside(String option, String vantage) throws StageFailure {
    var outside = LabVantage.outside().stream().map(LabVantage::name).toList();
    if (!outside.contains(vantage)) {
      throw new StageFailure(option + " takes one of " + outside + ", got: " + vantage);
    }
    return vantage;
  }

  /** The vantages from which no evidence about the target is expected. */
  List<String> withoutEvidence() {
    return Stream.of(offline.stream(), starved.stream(), unselected())
        .flatMap(it -> it)
        .distinct()
        .toList();
  }

  private Stream<String> unselected() {
    return has(Restriction.THREE_VANTAGES)
        ? LabVantage.outside().stream().map(LabVantage::name).filter(it -> !THREE.contains(it))
        : Stream.empty();
  }

  /** Whether the vantage takes part in the sweep. */
  public boolean includes(String vantage) {
    return vantage.equals(LabVantage.INSIDE)
        ? !insideDropped
        : !offline.equals(Optional.of(vantage)) && unselected().noneMatch(vantage::equals);
  }

  /** The selected vantages as {@code --from} takes them, with {@code --inside} where it is. */
  public List<String> selection() {
    if (!has(Restriction.THREE_VANTAGES) && !insideDropped) {
      return List.of("--from", "all", "--inside", LabVantage.INSIDE);
    }
    var names =
        new ArrayList<>(
            has(Restriction.THREE_VANTAGES)
                ? THREE
                : LabVantage.outside().stream().map(LabVantage::name).toList());
    if (insideDropped) {
      return List.of("--from", String.join(",", names));
    }
    names.add(LabVantage.INSIDE);
    return List.of("--from", String.join(",", names), "--inside", LabVantage.INSIDE);
  }

  public boolean has(Restriction restriction) {
    return restrictions.contains(restriction);
  }

  /** The configuration of coordinator and agents. */
  public FleetSetup setup() {
    boolean readme = has(Restriction.README);
    return new FleetSetup(
        !readme,
        !readme && !has(Restriction.NO_OPT_INS),
        !readme && !has(Restriction.UNPRIVILEGED));
  }

  public boolean ordinary() {
    return equals(ORDINARY);
  }

  /** Installed after the proof of a fault. The agents' link to the coordinator is not concerned. */
  public List<FaultStep> steps() {
    return Stream.concat(loss(), isolation()).toList();
  }

  /** The transit routers lose packets of everything they forward. */
  private Stream<FaultStep> loss() {
    if (lossPercent == 0) {
      return Stream.empty();
    }
    var rule = "-m statistic --mode random --probability 0.%02d".formatted(lossPercent);
    return Stream.of("t1", "t2").map(router -> FaultStep.forward(router, rule + FaultStep.DROP));
  }

  /** The exchange forwards to the zone's server only. */
  private Stream<FaultStep> isolation() {
    if (!has(Restriction.ISOLATED)) {
      return Stream.empty();
    }
    return Stream.of(
        FaultStep.forward("exchange", "-o sites ! -d " + Topology.ZONE + FaultStep.DROP),
        FaultStep.ruleOfSix("exchange", "FORWARD", "-o sites" + FaultStep.DROP));
  }

  /** The name of a folder for these conditions; empty without a condition. */
  public String folder() {
    return ordinary() ? "" : toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }

  @Override
  public String toString() {
    var words = new ArrayList<String>();
    if (insideDropped) {
      words.add("no inside vantage");
    }
    if (lossPercent > 0) {
      words.add(lossPercent + " % loss");
    }
    offline.ifPresent(name -> words.add(name + " offline"));
    starved.ifPresent(name -> words.add(name + " starved"));
    new TreeSet<>(restrictions).forEach(it -> words.add(it.toString()));
    return words.isEmpty() ? "ordinary" : String.join(", ", words);
  }
}
