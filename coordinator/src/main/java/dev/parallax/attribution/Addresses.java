package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Label;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who resolved the target's name to what. An address is vouched for when a probe of the real name
 * passed there, or independent places were given it; where none passes, when most vantages were.
 *
 * @param vouched addresses that stand
 * @param seenBy for each address the regions whose vantages resolved it
 */
record Addresses(Set<String> vouched, Map<String, Set<String>> seenBy) {

  private static final String COORDINATOR = "(coordinator)";

  static Addresses of(List<Seat> seats) {
    return of(seats, Set.of());
  }

  /**
   * @param coordinatorSaw what the coordinator's own host was told: one more place
   */
  static Addresses of(List<Seat> seats, Set<String> coordinatorSaw) {
    var seenBy = new HashMap<String, Set<String>>();
    var resolvers = new HashMap<String, Set<String>>();
    var holders = new HashMap<String, Integer>();
    var vouched = new TreeSet<String>();
    for (var address : coordinatorSaw) {
      seenBy.computeIfAbsent(address, key -> new HashSet<>()).add(COORDINATOR);
      resolvers.computeIfAbsent(address, key -> new HashSet<>()).add(COORDINATOR);
    }
    for (var seat : seats) {
      for (var address : seat.addresses()) {
        seenBy.computeIfAbsent(address, key -> new HashSet<>()).add(place(seat));
        resolvers.computeIfAbsent(address, key -> new HashSet<>()).addAll(resolvers(seat));
        holders.merge(address, 1, Integer::sum);
      }
      seat.trials().stream()
          .filter(trial -> trial.ok() && ArmSets.NAMED.contains(trial.arm()))
          .map(Trial::at)
          .filter(at -> !at.isEmpty())
          .forEach(vouched::add);
    }
    var passing = !vouched.isEmpty();
    holders.forEach(
        (address, count) -> {
          var most = !passing && count * 2 > seats.size();
          var places = seenBy.getOrDefault(address, Set.of()).size();
          var sources = resolvers.getOrDefault(address, Set.of()).size();
          if (most || (places > 1 && sources > 1)) {
            vouched.add(address);
          }
        });
    return new Addresses(vouched, seenBy);
  }

  /** A resolver of the host's own is a source for itself. */
  private static Set<String> resolvers(Seat seat) {
    return seat.resolvers().isEmpty() ? Set.of(seat.id().name()) : seat.resolvers();
  }

  private static String place(Seat seat) {
    return seat.vantage().label(Label.REGION).orElse(seat.network());
  }

  /** The seats with answers of other resolvers named lies that give no address that stands. */
  List<Seat> told(List<Seat> seats) {
    return seats.stream()
        .map(seat -> seat.with(seat.trials().stream().map(this::told).toList()))
        .toList();
  }

  private Trial told(Trial trial) {
    return trial.arm() == Arm.OTHER_RESOLVER && trial.ok() && isLie(trial.resolved())
        ? trial.as(Sight.NAME_LIED)
        : trial;
  }

  private boolean isLie(List<InetAddress> answers) {
    return !vouched.isEmpty()
        && !answers.isEmpty()
        && answers.stream().map(InetAddress::getHostAddress).noneMatch(vouched::contains);
  }

  /** The resolver of this vantage gave mostly addresses that do not stand. */
  boolean liar(Seat seat) {
    if (seat.addresses().isEmpty()) {
      return false;
    }
    var went = seat.base().map(Trial::at).filter(at -> !at.isEmpty()).toList();
    var stand = went.stream().filter(vouched::contains).count();
    return went.isEmpty()
        ? seat.addresses().stream().noneMatch(vouched::contains)
        : stand * 2 < went.size();
  }

  /** Whether two vantages were given nothing in common. */
  boolean differ(List<Seat> seats) {
    var sets = new HashSet<Set<String>>();
    seats.stream().map(Seat::addresses).filter(own -> !own.isEmpty()).forEach(sets::add);
    return sets.stream()
        .anyMatch(one -> sets.stream().anyMatch(two -> one.stream().noneMatch(two::contains)));
  }
}
