package dev.parallax.attribution.symptom;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An answering vantage with its observations of one target.
 *
 * @param description its identity, labels and facts
 * @param declared inside, by a route that needs no resolution
 * @param trials of the target's arms with predictions
 * @param otherTrials of the target's other arms
 * @param references of the reference arm
 * @param byHostsFile the base trials at addresses that only this host's own file has, which concern
 *     this vantage alone; empty where no base trial at an address of DNS ran, since the file is
 *     then its only way to the target
 * @param hosts that it met on the way to the target
 */
public record VantageTrials(
    Vantage description,
    boolean inside,
    boolean declared,
    List<ClassifiedTrial> trials,
    List<ClassifiedTrial> otherTrials,
    List<ClassifiedTrial> references,
    List<ClassifiedTrial> byHostsFile,
    ObservedHosts hosts) {

  static VantageTrials of(
      Vantage vantage,
      boolean inside,
      boolean declared,
      List<ClassifiedTrial> trials,
      List<ClassifiedTrial> references) {
    var byDnsToo =
        trials.stream().anyMatch(trial -> trial.arm() == Arm.BASE && trial.isBesideHostsFile());
    var bySource =
        trials.stream()
            .collect(Collectors.partitioningBy(trial -> byDnsToo && trial.isByHostsFile()));
    var byUse =
        bySource.getOrDefault(false, List.of()).stream()
            .collect(Collectors.partitioningBy(trial -> ArmGroups.PREDICTED.contains(trial.arm())));
    var predicted = byUse.getOrDefault(true, List.of());
    var others = byUse.getOrDefault(false, List.of());
    return new VantageTrials(
        vantage,
        inside,
        declared,
        predicted,
        others,
        references,
        bySource.getOrDefault(true, List.of()).stream()
            .filter(trial -> trial.arm() == Arm.BASE)
            .toList(),
        ObservedHosts.of(declared, predicted, others));
  }

  /** Of a vantage of which no trial came to its end. */
  public static VantageTrials none(Vantage vantage) {
    return of(vantage, false, false, List.of(), List.of());
  }

  public VantageId id() {
    return description.id();
  }

  public String network() {
    return description.network();
  }

  public Stream<ClassifiedTrial> base() {
    return trials.stream().filter(trial -> trial.arm() == Arm.BASE);
  }

  /** Cached, because it is used for every vantage, arm and finding. */
  public int count(Arm arm, Predicate<ClassifiedTrial> predicate) {
    int count = 0;
    for (var trial : trials) {
      count += trial.arm() == arm && predicate.test(trial) ? 1 : 0;
    }
    return count;
  }

  /** Whether the arm ran here, with any result. */
  public boolean ran(Arm arm) {
    return ran(trials, arm) || ran(otherTrials, arm);
  }

  private static boolean ran(List<ClassifiedTrial> trials, Arm arm) {
    for (var trial : trials) {
      if (trial.arm() == arm) {
        return true;
      }
    }
    return false;
  }

  /** All trials of the target. */
  public Stream<ClassifiedTrial> all() {
    return Stream.concat(trials.stream(), otherTrials.stream());
  }

  public boolean walked() {
    return otherTrials.stream().anyMatch(trial -> trial.arm() == Arm.TTL_WALK);
  }

  /** The target's addresses by its own resolver, in a fixed order; empty without a resolution. */
  public Set<IpAddress> addresses() {
    return hosts.addresses();
  }

  /** Routers that answered on the path to the target, in a fixed order. */
  public Set<IpAddress> routers() {
    return hosts.routers();
  }

  /** The name servers that answered it and that other vantages may use as well. */
  public Set<NameServer> nameServers() {
    return hosts.nameServers();
  }

  /**
   * The base trials of the programs of this host, which its hosts file leads to other addresses
   * than DNS; nothing else of the target.
   */
  public VantageTrials asPrograms() {
    return new VantageTrials(
        description, inside, declared, byHostsFile, List.of(), references, byHostsFile, hosts);
  }

  public boolean failsBase() {
    for (var trial : trials) {
      if (trial.arm() == Arm.BASE && !trial.ok()) {
        return true;
      }
    }
    return false;
  }

  /** The same with these references. */
  public VantageTrials withReferences(List<ClassifiedTrial> controls) {
    return new VantageTrials(
        description,
        inside,
        declared,
        trials,
        otherTrials,
        List.copyOf(controls),
        byHostsFile,
        hosts);
  }

  /**
   * The references that control the base probes: those over an address family that base probes went
   * over, and those without an address. Where base has no address, all of them.
   */
  public List<ClassifiedTrial> controls() {
    var families =
        base()
            .filter(trial -> trial.at().isPresent())
            .map(ClassifiedTrial::isIpv6)
            .collect(Collectors.toSet());
    return families.isEmpty()
        ? references
        : references.stream()
            .filter(trial -> trial.at().isEmpty() || families.contains(trial.isIpv6()))
            .toList();
  }

  public VantageTrials with(List<ClassifiedTrial> relabelled) {
    return new VantageTrials(
        description,
        inside,
        declared,
        List.copyOf(relabelled),
        otherTrials,
        references,
        byHostsFile,
        hosts);
  }
}
