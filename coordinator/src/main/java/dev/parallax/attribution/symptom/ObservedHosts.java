package dev.parallax.attribution.symptom;

import dev.parallax.model.plan.Arm;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The hosts that a vantage met on the way to the target, each set in a fixed order.
 *
 * @param addresses of the target by its own resolver; empty without a resolution
 * @param routers that answered on the path
 * @param nameServers that answered it and that other vantages may use as well
 */
record ObservedHosts(
    Set<IpAddress> addresses, Set<IpAddress> routers, Set<NameServer> nameServers) {

  /**
   * Collects the hosts once for all rules.
   *
   * @param declared the target's addresses are given, not resolved
   */
  static ObservedHosts of(
      boolean declared, List<ClassifiedTrial> trials, List<ClassifiedTrial> otherTrials) {
    return new ObservedHosts(
        declared ? Set.of() : addresses(trials), routers(otherTrials), nameServers(trials));
  }

  private static Set<IpAddress> addresses(List<ClassifiedTrial> trials) {
    var found = new TreeSet<IpAddress>();
    for (var trial : trials) {
      if (trial.arm() == Arm.BASE) {
        found.addAll(trial.resolved());
        trial.at().ifPresent(found::add);
      }
    }
    return Collections.unmodifiableSet(found);
  }

  private static Set<IpAddress> routers(List<ClassifiedTrial> trials) {
    var found = new TreeSet<IpAddress>();
    for (var trial : trials) {
      trial.seen().steps().path().ifPresent(path -> found.addAll(RouterReplies.of(path)));
    }
    return Collections.unmodifiableSet(found);
  }

  private static Set<NameServer> nameServers(List<ClassifiedTrial> trials) {
    var found = new TreeSet<NameServer>();
    for (var trial : trials) {
      if (trial.arm() == Arm.BASE) {
        trial.seen().steps().dns().flatMap(NameServer::shared).ifPresent(found::add);
      }
    }
    return Collections.unmodifiableSet(found);
  }
}
