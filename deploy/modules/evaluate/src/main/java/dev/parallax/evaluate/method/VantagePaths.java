package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.Claim;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Segment;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Probes as paths over components, each path good or bad: the input of tomography. */
final class VantagePaths {
  private static final Set<Arm> OF_TARGET =
      Set.of(Arm.BASE, Arm.PINNED_ADDRESS, Arm.PEER_ADDRESSES, Arm.REFERENCE);

  /** Where a path may be broken. */
  enum Kind {
    ORIGIN,
    EDGE,
    REGION,
    NETWORK,
    RESOLVER,
    ADDRESS,
    VANTAGE
  }

  record Component(Kind kind, String value) {
    /** The blame of the component. */
    Claim claim() {
      return switch (kind) {
        case ORIGIN, ADDRESS -> Claim.of(Blame.ORIGIN, Segment.SERVICE);
        case EDGE -> Claim.of(Blame.ORIGIN, Segment.EDGE);
        case REGION -> Claim.of(Blame.REGION, Segment.TRANSIT);
        case NETWORK -> Claim.of(Blame.PATH, Segment.ACCESS);
        case RESOLVER -> Claim.of(Blame.PATH, Segment.RESOLVER);
        case VANTAGE -> Claim.of(Blame.VANTAGE, Segment.AGENT);
      };
    }
  }

  record Path(Set<Component> over, boolean ofTarget, boolean bad) {}

  private VantagePaths() {}

  static boolean ofTarget(Path path) {
    return path.ofTarget();
  }

  /** One path for each vantage, arm and address; bad when most of its trials fail. */
  static List<Path> of(List<VantageSummary> looks) {
    var found = new ArrayList<Path>();
    for (var look : looks) {
      for (var arm : OF_TARGET.stream().sorted().toList()) {
        var by = new LinkedHashMap<String, List<Observation>>();
        look.of(arm)
            .forEach(
                observation ->
                    by.computeIfAbsent(
                            observation.key().target() + address(observation),
                            key -> new ArrayList<>())
                        .add(observation));
        by.values().forEach(trials -> found.add(path(look, arm, trials)));
      }
    }
    return found;
  }

  private static String address(Observation seen) {
    return seen.key().address().map(InetAddress::getHostAddress).orElse("");
  }

  private static Path path(VantageSummary look, Arm arm, List<Observation> trials) {
    boolean bad =
        trials.stream().filter(observation -> !observation.ok()).count() * 2 > trials.size();
    var over = new LinkedHashSet<Component>();
    over.add(new Component(Kind.VANTAGE, look.id().name()));
    resolver(trials).ifPresent(it -> over.add(new Component(Kind.RESOLVER, it)));
    boolean unresolved = trials.stream().allMatch(trial -> trial.key().address().isEmpty());
    if (arm != Arm.REFERENCE && !unresolved) {
      way(look, over);
      over.add(new Component(Kind.ADDRESS, address(trials.getFirst())));
      over.add(new Component(Kind.ORIGIN, ""));
    }
    return new Path(over, arm != Arm.REFERENCE, bad);
  }

  private static void way(VantageSummary look, Set<Component> over) {
    if (look.inside()) {
      return;
    }
    over.add(new Component(Kind.NETWORK, look.network()));
    if (!look.region().isEmpty()) {
      over.add(new Component(Kind.REGION, look.region()));
    }
    over.add(new Component(Kind.EDGE, ""));
  }

  private static Optional<String> resolver(List<Observation> trials) {
    return trials.getFirst().steps().dns().map(DnsStep::resolver);
  }

  static Map<Component, int[]> counts(List<Path> paths) {
    var counts = new LinkedHashMap<Component, int[]>();
    for (var path : paths) {
      for (var component : path.over()) {
        counts.computeIfAbsent(component, key -> new int[2])[path.bad() ? 1 : 0]++;
      }
    }
    return counts;
  }
}
