package dev.parallax.attribution.correction;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.AddressProximity;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.Arm;
import dev.parallax.model.Label;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Who resolved the target's name to what. An address is vouched for when a probe of the real name
 * passed there, or beside it, or independent places were given it: where the name passes somewhere,
 * most places; where it does not, most vantages will do.
 *
 * @param vouched addresses that stand
 * @param seenBy for each address the regions whose vantages resolved it
 */
public record AddressTrust(Set<String> vouched, Map<String, Set<String>> seenBy) {

  private static final String COORDINATOR = "(coordinator)";

  public static AddressTrust of(List<VantageTrials> vantages) {
    return of(vantages, Set.of());
  }

  /**
   * Compares what the vantages' resolvers gave.
   *
   * @param coordinatorSaw what the coordinator's own host resolved: one more place
   */
  public static AddressTrust of(List<VantageTrials> vantages, Set<String> coordinatorSaw) {
    var labelled = vantages.stream().anyMatch(vantage -> region(vantage).isPresent());
    var seenBy = new HashMap<String, Set<String>>();
    var resolvers = new HashMap<String, Set<String>>();
    var holders = new HashMap<String, Integer>();
    var vouched = new TreeSet<String>();
    for (var address : coordinatorSaw) {
      seenBy.computeIfAbsent(address, key -> new HashSet<>()).add(COORDINATOR);
      resolvers.computeIfAbsent(address, key -> new HashSet<>()).add(COORDINATOR);
    }
    for (var vantage : vantages) {
      for (var address : vantage.addresses()) {
        seenBy.computeIfAbsent(address, key -> new HashSet<>()).addAll(places(vantage, labelled));
        resolvers
            .computeIfAbsent(address, key -> new HashSet<>())
            .addAll(resolvers(vantage).toList());
        holders.merge(address, 1, Integer::sum);
      }
      vantage.trials().stream()
          .filter(trial -> trial.ok() && ArmGroups.REQUESTS.contains(trial.arm()))
          .map(ClassifiedTrial::at)
          .filter(at -> !at.isEmpty())
          .forEach(vouched::add);
    }
    var passing = Set.copyOf(vouched);
    var all = places(seenBy.values());
    holders.forEach(
        (address, count) -> {
          var most = passing.isEmpty() && Share.of(count, vantages.size()).isOverHalf();
          var places = seenBy.getOrDefault(address, Set.of()).size();
          var sources = resolvers.getOrDefault(address, Set.of()).size();
          var usual = passing.isEmpty() || Share.of(places, all).isOverHalf();
          if (most
              || (places > 1 && sources > 1 && usual)
              || AddressProximity.any(address, passing)) {
            vouched.add(address);
          }
        });
    return new AddressTrust(vouched, seenBy);
  }

  private static int places(Collection<Set<String>> sets) {
    return (int) sets.stream().flatMap(Set::stream).distinct().count();
  }

  /** A resolver of the host's own is a source for itself. */
  public static Stream<String> resolvers(VantageTrials vantage) {
    return vantage.resolvers().isEmpty()
        ? Stream.of(vantage.id().name())
        : vantage.resolvers().stream();
  }

  /**
   * Its region; where no region is labelled at all, its network. No label is no place of its own.
   */
  private static Set<String> places(VantageTrials vantage, boolean labelled) {
    return region(vantage)
        .map(Set::of)
        .orElseGet(() -> labelled ? Set.of() : Set.of(vantage.network()));
  }

  private static Optional<String> region(VantageTrials vantage) {
    return vantage.description().label(Label.REGION);
  }

  /** The vantages with answers of other resolvers named lies that give no address that stands. */
  List<VantageTrials> correct(List<VantageTrials> vantages) {
    return vantages.stream()
        .map(vantage -> vantage.with(vantage.trials().stream().map(this::corrected).toList()))
        .toList();
  }

  private ClassifiedTrial corrected(ClassifiedTrial trial) {
    return trial.arm() == Arm.OTHER_RESOLVER && trial.ok() && isLie(trial.resolved())
        ? trial.as(Symptom.NAME_LIED)
        : trial;
  }

  private boolean isLie(List<InetAddress> answers) {
    return !vouched.isEmpty()
        && !answers.isEmpty()
        && answers.stream().map(InetAddress::getHostAddress).noneMatch(vouched::contains);
  }

  /** The resolver of this vantage gave mostly addresses that do not stand. */
  public boolean misled(VantageTrials vantage) {
    if (vantage.addresses().isEmpty()) {
      return false;
    }
    var went = vantage.base().map(ClassifiedTrial::at).filter(at -> !at.isEmpty()).toList();
    var stand = went.stream().filter(vouched::contains).toList();
    return went.isEmpty()
        ? vantage.addresses().stream().noneMatch(vouched::contains)
        : !Share.of(stand.size(), went.size()).isAtLeastHalf();
  }

  /** Whether two vantages were given nothing in common. */
  public boolean differ(List<VantageTrials> vantages) {
    var sets = new HashSet<Set<String>>();
    vantages.stream()
        .map(VantageTrials::addresses)
        .filter(own -> !own.isEmpty())
        .forEach(sets::add);
    return sets.stream()
        .anyMatch(one -> sets.stream().anyMatch(two -> one.stream().noneMatch(two::contains)));
  }
}
