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
 * passed there, or when independent places or most vantages were given it.
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
    var holders = new HashMap<String, Integer>();
    var vouched = new TreeSet<String>();
    for (var address : coordinatorSaw) {
      seenBy.computeIfAbsent(address, key -> new HashSet<>()).add(COORDINATOR);
    }
    for (var seat : seats) {
      for (var address : seat.addresses()) {
        seenBy.computeIfAbsent(address, key -> new HashSet<>()).add(place(seat));
        holders.merge(address, 1, Integer::sum);
      }
      seat.trials().stream()
          .filter(trial -> trial.ok() && ArmSets.NAMED.contains(trial.arm()))
          .map(Trial::at)
          .filter(at -> !at.isEmpty())
          .forEach(vouched::add);
    }
    holders.forEach(
        (address, count) -> {
          if (seenBy.getOrDefault(address, Set.of()).size() > 1 || count * 2 > seats.size()) {
            vouched.add(address);
          }
        });
    return new Addresses(vouched, seenBy);
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

  /** The resolver of this vantage gave addresses, and none that stands. */
  boolean liar(Seat seat) {
    var own = seat.addresses();
    return !own.isEmpty() && own.stream().noneMatch(vouched::contains);
  }

  /** Whether two vantages were given nothing in common. */
  boolean differ(List<Seat> seats) {
    var sets = new HashSet<Set<String>>();
    seats.stream().map(Seat::addresses).filter(own -> !own.isEmpty()).forEach(sets::add);
    return sets.stream()
        .anyMatch(one -> sets.stream().anyMatch(two -> one.stream().noneMatch(two::contains)));
  }
}
