package dev.parallax.evaluate.method;

import dev.parallax.evaluate.score.Claim;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Step;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Segment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** How a simple method words where the failing vantages are. */
final class FailingPlaces {
  private FailingPlaces() {}

  static final Claim ORIGIN = new Claim(Blame.ORIGIN, Optional.empty());
  static final Claim VANTAGE = Claim.of(Blame.VANTAGE, Segment.AGENT);

  /**
   * The location of a proper subset of failing vantages: their network, their region, or several
   * networks.
   */
  static Claim way(List<VantageSummary> failing) {
    var networks = networks(failing);
    var regions = failing.stream().map(VantageSummary::region).collect(Collectors.toSet());
    boolean resolving = failing.stream().allMatch(FailingPlaces::unresolved);
    if (networks.size() > 1 && regions.size() == 1 && !regions.contains("")) {
      return Claim.of(Blame.REGION, resolving ? Segment.RESOLVER : Segment.TRANSIT);
    }
    return Claim.of(
        Blame.PATH,
        resolving ? Segment.RESOLVER : networks.size() > 1 ? Segment.TRANSIT : Segment.ACCESS);
  }

  /**
   * All fail: inside vantages too, or it is the edge; without an inside vantage the segment is left
   * open.
   */
  static Claim origin(List<VantageSummary> looks) {
    var inside = looks.stream().filter(VantageSummary::inside).toList();
    if (looks.stream().filter(VantageSummary::fails).allMatch(FailingPlaces::unresolved)) {
      return Claim.of(Blame.ORIGIN, Segment.ZONE);
    }
    if (inside.isEmpty()) {
      return fromInside(looks) ? Claim.of(Blame.ORIGIN, Segment.SERVICE) : ORIGIN;
    }
    return inside.stream().anyMatch(VantageSummary::fails)
        ? Claim.of(Blame.ORIGIN, Segment.SERVICE)
        : Claim.of(Blame.ORIGIN, Segment.EDGE);
  }

  /** Failures that only a server can produce. */
  private static boolean fromInside(List<VantageSummary> looks) {
    return looks.stream()
        .flatMap(VantageSummary::failures)
        .allMatch(it -> it.word().isCertificate() || it.word().isHttpStatus());
  }

  static boolean unresolved(VantageSummary look) {
    return look.failures().findAny().isPresent()
        && look.failures()
            .allMatch(it -> it.step() == Step.DNS && !it.word().equals(FailureWord.DNS_TRANSPORT));
  }

  static Set<String> networks(List<VantageSummary> looks) {
    return looks.stream().map(VantageSummary::network).collect(Collectors.toSet());
  }

  static List<VantageSummary> outside(List<VantageSummary> looks) {
    return looks.stream().filter(summary -> !summary.inside()).toList();
  }
}
