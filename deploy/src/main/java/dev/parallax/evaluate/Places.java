package dev.parallax.evaluate;

import dev.parallax.model.Blame;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Segment;
import dev.parallax.model.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a simple method words where the failing vantages are. */
final class Places {
  private Places() {}

  static final Claim ORIGIN = new Claim(Blame.ORIGIN, Optional.empty());
  static final Claim VANTAGE = Claim.of(Blame.VANTAGE, Segment.AGENT);

  /** Failing ones that are not all: their network, their region, or several networks. */
  static Claim way(List<Look> failing) {
    var networks = networks(failing);
    var regions = failing.stream().map(Look::region).collect(Collectors.toSet());
    boolean resolving = failing.stream().allMatch(Places::unresolved);
    if (networks.size() > 1 && regions.size() == 1 && !regions.contains("")) {
      return Claim.of(Blame.REGION, resolving ? Segment.RESOLVER : Segment.TRANSIT);
    }
    return Claim.of(
        Blame.PATH,
        resolving ? Segment.RESOLVER : networks.size() > 1 ? Segment.TRANSIT : Segment.ACCESS);
  }

  /** All fail: inside too, or it is the edge; without an inside vantage that stays open. */
  static Claim origin(List<Look> looks) {
    var inside = looks.stream().filter(Look::inside).toList();
    if (looks.stream().filter(Look::fails).allMatch(Places::unresolved)) {
      return Claim.of(Blame.ORIGIN, Segment.ZONE);
    }
    if (inside.isEmpty()) {
      return fromInside(looks) ? Claim.of(Blame.ORIGIN, Segment.SERVICE) : ORIGIN;
    }
    return inside.stream().anyMatch(Look::fails)
        ? Claim.of(Blame.ORIGIN, Segment.SERVICE)
        : Claim.of(Blame.ORIGIN, Segment.EDGE);
  }

  /** What only a server itself says. */
  private static boolean fromInside(List<Look> looks) {
    return looks.stream()
        .flatMap(Look::failures)
        .allMatch(it -> it.word().isCertificate() || it.word().isHttpStatus());
  }

  static boolean unresolved(Look look) {
    return look.failures().findAny().isPresent()
        && look.failures()
            .allMatch(it -> it.step() == Step.DNS && !it.word().equals(FailureWord.DNS_TRANSPORT));
  }

  static Set<String> networks(List<Look> looks) {
    return looks.stream().map(Look::network).collect(Collectors.toSet());
  }

  static List<Look> outside(List<Look> looks) {
    return looks.stream().filter(one -> !one.inside()).toList();
  }
}
