package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A vantage that answered about one target, with all it saw.
 *
 * @param declared inside, by a route that needs no resolution
 * @param trials of the target's own arms
 * @param references of the reference arm
 */
record Seat(
    Vantage vantage, boolean inside, boolean declared, List<Trial> trials, List<Trial> references) {
  VantageId id() {
    return vantage.id();
  }

  String network() {
    return vantage.network();
  }

  Stream<Trial> base() {
    return trials.stream().filter(trial -> trial.arm() == Arm.BASE);
  }

  long count(Arm arm, Predicate<Trial> predicate) {
    return trials.stream().filter(trial -> trial.arm() == arm).filter(predicate).count();
  }

  boolean failsBase() {
    return base().anyMatch(trial -> !trial.ok());
  }

  /** Addresses this vantage's own resolver gave, as text in a fixed order. */
  Set<String> addresses() {
    var found = new TreeSet<String>();
    if (!declared) {
      base().forEach(trial -> addTo(found, trial));
    }
    return found;
  }

  private static void addTo(Set<String> found, Trial trial) {
    trial.resolved().forEach(address -> found.add(address.getHostAddress()));
    trial.address().map(InetAddress::getHostAddress).ifPresent(found::add);
  }

  Seat with(List<Trial> relabelled) {
    return new Seat(vantage, inside, declared, List.copyOf(relabelled), references);
  }
}
