package dev.parallax.attribution.symptom;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
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
 * @param addresses of its own resolver, in a fixed order; empty without a resolution
 */
public record VantageTrials(
    Vantage description,
    boolean inside,
    boolean declared,
    List<ClassifiedTrial> trials,
    List<ClassifiedTrial> otherTrials,
    List<ClassifiedTrial> references,
    Set<String> addresses) {

  static VantageTrials of(
      Vantage vantage,
      boolean inside,
      boolean declared,
      List<ClassifiedTrial> trials,
      List<ClassifiedTrial> references) {
    var addresses = declared ? Set.<String>of() : resolved(trials);
    var byUse =
        trials.stream()
            .collect(Collectors.partitioningBy(trial -> ArmGroups.PREDICTED.contains(trial.arm())));
    return new VantageTrials(
        vantage,
        inside,
        declared,
        byUse.getOrDefault(true, List.of()),
        byUse.getOrDefault(false, List.of()),
        references,
        addresses);
  }

  /** Of a vantage of which no trial came to its end. */
  public static VantageTrials none(Vantage vantage) {
    return of(vantage, false, false, List.of(), List.of());
  }

  private static Set<String> resolved(List<ClassifiedTrial> trials) {
    var found = new TreeSet<String>();
    for (var trial : trials) {
      if (trial.arm() == Arm.BASE) {
        trial.resolved().forEach(address -> found.add(address.getHostAddress()));
        found.add(trial.at());
      }
    }
    found.remove("");
    return Collections.unmodifiableSet(found);
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

  /** Routers that answered on the path to the target, in a fixed order. */
  public Set<String> routers() {
    var found = new TreeSet<String>();
    for (var trial : otherTrials) {
      trial.seen().steps().path().ifPresent(path -> found.addAll(RouterReplies.of(path)));
    }
    return found;
  }

  /** The name servers that answered it, without those of its own host and its hosts file. */
  public Set<String> resolvers() {
    var found = new TreeSet<String>();
    base()
        .flatMap(trial -> trial.seen().steps().dns().stream())
        .filter(dns -> !dns.isOfHostsFile())
        .map(dns -> dns.resolver())
        .filter(
            server -> !server.isEmpty() && !server.startsWith("127.") && !server.startsWith("["))
        .forEach(found::add);
    return found;
  }

  public boolean failsBase() {
    return base().anyMatch(trial -> !trial.ok());
  }

  /** The same with these references. */
  public VantageTrials withReferences(List<ClassifiedTrial> controls) {
    return new VantageTrials(
        description, inside, declared, trials, otherTrials, List.copyOf(controls), addresses);
  }

  /**
   * The references that control the base probes: those over an address family that base probes went
   * over, and those without an address. Where base has no address, all of them.
   */
  public List<ClassifiedTrial> controls() {
    var families =
        base()
            .filter(trial -> !trial.at().isEmpty())
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
        description, inside, declared, List.copyOf(relabelled), otherTrials, references, addresses);
  }
}
