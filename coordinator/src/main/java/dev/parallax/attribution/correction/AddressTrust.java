package dev.parallax.attribution.correction;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.AddressProximity;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.NameServer;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which of the addresses that the target's name resolved to are corroborated. An address is
 * corroborated when a probe with the real name passed there or in its neighbourhood, or when
 * independent places resolved it: most places, where the name passes at some address; otherwise
 * most vantages suffice. Resolvers corroborate no address that the zone's own name servers give to
 * no vantage.
 *
 * @param vouched the corroborated addresses
 * @param seenBy for each address the regions whose vantages resolved it
 */
public record AddressTrust(Set<IpAddress> vouched, Map<IpAddress, Set<String>> seenBy) {

  public static AddressTrust of(List<VantageTrials> vantages) {
    return of(vantages, Set.of());
  }

  /**
   * Compares the answers of the vantages' resolvers.
   *
   * @param coordinatorSaw the addresses that the coordinator's host resolved: one more place
   */
  public static AddressTrust of(List<VantageTrials> vantages, Set<IpAddress> coordinatorSaw) {
    var answers = new ResolvedAddresses(vantages, coordinatorSaw);
    var passing = passing(vantages);
    var vouched = new HashSet<>(passing);
    var former = ZoneAnswers.formerAddresses(vantages);
    answers.byVantages().stream()
        .filter(address -> !former.contains(address))
        .filter(address -> isCorroborated(address, answers, passing, vantages.size()))
        .forEach(vouched::add);
    return new AddressTrust(vouched, answers.places());
  }

  public boolean isCorroborated(Optional<IpAddress> address) {
    return address.isPresent() && vouched.contains(address.get());
  }

  /** Whether a resolver returned the address and nothing corroborates it. */
  public boolean isDoubtful(IpAddress address) {
    return seenBy.containsKey(address) && !vouched.contains(address);
  }

  /** Addresses at which a probe with the real name passed. */
  private static Set<IpAddress> passing(List<VantageTrials> vantages) {
    return vantages.stream()
        .flatMap(vantage -> vantage.trials().stream())
        .filter(trial -> trial.ok() && ArmGroups.REQUESTS.contains(trial.arm()))
        .flatMap(trial -> trial.at().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isCorroborated(
      IpAddress address, ResolvedAddresses answers, Set<IpAddress> passing, int vantages) {
    var nonePasses = passing.isEmpty();
    var atMostVantages = nonePasses && Share.of(answers.vantages(address), vantages).isOverHalf();
    var atMostPlaces = Share.of(answers.places(address), answers.placeCount()).isOverHalf();
    var independent = answers.places(address) > 1 && answers.resolvers(address) > 1;
    return atMostVantages
        || (independent && (nonePasses || atMostPlaces))
        || AddressProximity.any(address, passing);
  }

  /** A resolver of the host's own is a source for itself. */
  public static Stream<String> resolvers(VantageTrials vantage) {
    return vantage.nameServers().isEmpty()
        ? Stream.of(vantage.id().name())
        : vantage.nameServers().stream().map(NameServer::endpoint);
  }

  /**
   * With the trials of other resolvers and of the zone's servers that gave uncorroborated
   * addresses.
   */
  List<VantageTrials> correct(List<VantageTrials> vantages) {
    return vantages.stream()
        .map(
            vantage ->
                vantage.with(
                    vantage.trials().stream().map(trial -> corrected(vantage, trial)).toList()))
        .toList();
  }

  private ClassifiedTrial corrected(VantageTrials vantage, ClassifiedTrial trial) {
    return trial.ok() && isLied(vantage, trial) ? trial.as(Symptom.NAME_LIED) : trial;
  }

  private boolean isLied(VantageTrials vantage, ClassifiedTrial trial) {
    return switch (trial.arm()) {
      case OTHER_RESOLVER -> isLie(trial.resolved());
      case AUTHORITATIVE ->
          (isLie(trial.resolved()) && !ZoneAnswers.of(vantage).differ(trial.resolved()))
              || isFromTheZone(vantage, trial);
      default -> false;
    };
  }

  /**
   * An address without corroboration that the vantage's resolver gave is also an answer of the
   * zone's own name servers: of one of several, or for one client subnet.
   */
  private boolean isFromTheZone(VantageTrials vantage, ClassifiedTrial trial) {
    return misled(vantage)
        && trial
            .zoneAddresses()
            .anyMatch(
                address -> vantage.addresses().contains(address) && !vouched.contains(address));
  }

  private boolean isLie(List<IpAddress> answers) {
    return !vouched.isEmpty()
        && !answers.isEmpty()
        && answers.stream().noneMatch(vouched::contains);
  }

  /** Whether the resolver of this vantage returned mostly addresses without corroboration. */
  public boolean misled(VantageTrials vantage) {
    if (vantage.addresses().isEmpty()) {
      return false;
    }
    var connected = vantage.base().flatMap(trial -> trial.at().stream()).toList();
    var corroborated = connected.stream().filter(vouched::contains).toList();
    return connected.isEmpty()
        ? vantage.addresses().stream().noneMatch(vouched::contains)
        : !Share.of(corroborated.size(), connected.size()).isAtLeastHalf();
  }

  /** Whether two vantages resolved disjoint sets of addresses. */
  public boolean differ(List<VantageTrials> vantages) {
    var sets = new HashSet<Set<IpAddress>>();
    vantages.stream()
        .map(VantageTrials::addresses)
        .filter(own -> !own.isEmpty())
        .forEach(sets::add);
    return sets.stream()
        .anyMatch(set -> sets.stream().anyMatch(other -> set.stream().noneMatch(other::contains)));
  }
}
