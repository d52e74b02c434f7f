package dev.parallax.attribution.correction;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.ProbeVariant;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The addresses that the zone's own name servers gave a vantage over TCP, on which no answer is
 * injected, beside those of its resolver.
 *
 * @param resolved by the vantage's resolver
 * @param overTcp a set of addresses for each answered query
 */
public record ZoneAnswers(Set<IpAddress> resolved, List<Set<IpAddress>> overTcp) {
  public ZoneAnswers {
    resolved = Set.copyOf(resolved);
    overTcp = List.copyOf(overTcp);
  }

  static ZoneAnswers of(VantageTrials vantage) {
    return new ZoneAnswers(
        vantage.addresses(),
        vantage.trials().stream()
            .filter(trial -> trial.arm() == Arm.AUTHORITATIVE)
            .filter(trial -> trial.variant() == ProbeVariant.Query.CONNECTION)
            .map(ZoneAnswers::given)
            .filter(given -> !given.isEmpty())
            .toList());
  }

  private static Set<IpAddress> given(ClassifiedTrial trial) {
    return Stream.concat(trial.resolved().stream(), trial.zoneAddresses())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The vantages that the zone's servers give the same addresses at every query, while they give
   * the addresses of the vantage's resolver to no vantage. A zone that rotates its addresses gives
   * different answers.
   */
  public static Set<VantageId> withFormerAddresses(List<VantageTrials> vantages) {
    var given = givenToAny(vantages);
    return vantages.stream()
        .filter(vantage -> of(vantage).isConstant())
        .filter(vantage -> !vantage.addresses().isEmpty())
        .filter(vantage -> vantage.addresses().stream().noneMatch(given::contains))
        .map(VantageTrials::id)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The addresses of these resolvers, where the resolver of another vantage agrees with the zone:
   * not the zone has changed, but these resolvers or the way to them differ.
   */
  static Set<IpAddress> formerAddresses(List<VantageTrials> vantages) {
    var given = givenToAny(vantages);
    var isKnownToResolvers =
        vantages.stream()
            .flatMap(vantage -> vantage.addresses().stream())
            .anyMatch(given::contains);
    var former = withFormerAddresses(vantages);
    return isKnownToResolvers
        ? vantages.stream()
            .filter(vantage -> former.contains(vantage.id()))
            .flatMap(vantage -> vantage.addresses().stream())
            .collect(Collectors.toUnmodifiableSet())
        : Set.of();
  }

  private static Set<IpAddress> givenToAny(List<VantageTrials> vantages) {
    return vantages.stream()
        .flatMap(vantage -> of(vantage).overTcp.stream())
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean isConstant() {
    return overTcp.stream().distinct().count() == 1;
  }

  /** Whether these addresses are the zone's answer for this vantage and not its resolver's. */
  boolean differ(List<IpAddress> addresses) {
    return addresses.stream().noneMatch(resolved::contains)
        && addresses.stream()
            .anyMatch(address -> overTcp.stream().anyMatch(given -> given.contains(address)));
  }
}
