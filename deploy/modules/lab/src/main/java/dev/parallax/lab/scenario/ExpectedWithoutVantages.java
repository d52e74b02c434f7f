package dev.parallax.lab.scenario;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import dev.parallax.stage.ExpectedVerdict;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The verdict that a smaller fleet can give, from the verdict of the whole fleet. */
final class ExpectedWithoutVantages {
  /** Service and edge look the same from outside when all connections, or none, are affected. */
  private static final Set<Cause> NEED_THE_INSIDE =
      EnumSet.of(
          Cause.HOST_DOWN,
          Cause.PORT_NOT_LISTENING,
          Cause.SERVICE_ABORTS_OR_STALLS,
          Cause.EDGE_BREAKS_EVERY_HANDSHAKE,
          Cause.EDGE_NAME_POLICY,
          Cause.EDGE_DROPS_CONNECTIONS,
          Cause.EDGE_REFUSES_CONNECTIONS,
          Cause.EDGE_REPLY_PATH_CAPTURED,
          Cause.EDGE_RATE_LIMIT,
          Cause.EDGE_SIZE_POLICY);

  private static final Set<Cause> RESOLUTION =
      EnumSet.of(Cause.RESOLVER_LIES_OR_FAILS, Cause.DNS_INJECTION);

  private ExpectedWithoutVantages() {}

  /**
   * The right verdicts under these conditions; empty where no remaining vantage can observe the
   * fault.
   */
  static Optional<ExpectedVerdict> under(Conditions conditions, ExpectedVerdict full) {
    var left = Optional.of(conditions.insideDropped() ? withoutInside(full) : full);
    left = left.map(it -> withoutControls(it, conditions));
    for (var vantage : conditions.withoutEvidence()) {
      left = left.flatMap(it -> withoutVantage(it, vantage));
    }
    return left;
  }

  private static ExpectedVerdict withoutInside(ExpectedVerdict full) {
    var abstains = full.hypotheses().stream().anyMatch(NEED_THE_INSIDE::contains);
    return full.orAbstains(full.mayAbstain() || abstains);
  }

  /**
   * Without a reference site, a network and the host of its only agent are indistinguishable.
   * Without a public resolver, so are a resolver and an injection on its path.
   */
  private static ExpectedVerdict withoutControls(ExpectedVerdict full, Conditions conditions) {
    boolean isolated = conditions.has(Restriction.ISOLATED);
    var left = full;
    if (isolated && full.blame() != Blame.ORIGIN && full.vantages().size() == 1) {
      left = left.orAbstains(true);
    }
    return isolated || conditions.has(Restriction.README) ? withoutPublicResolver(left) : left;
  }

  private static ExpectedVerdict withoutPublicResolver(ExpectedVerdict full) {
    if (full.hypotheses().stream().noneMatch(RESOLUTION::contains)) {
      return full;
    }
    return new ExpectedVerdict(
        full.blame(), full.segment(), RESOLUTION, full.vantages(), full.mayAbstain());
  }

  private static Optional<ExpectedVerdict> withoutVantage(ExpectedVerdict full, String name) {
    if (!full.vantages().contains(name)) {
      return Optional.of(full);
    }
    var left = new HashSet<>(full.vantages());
    left.remove(name);
    return left.isEmpty() ? Optional.empty() : Optional.of(seenBy(full, left));
  }

  /**
   * One network of a region without another network counts as a network. Two networks that are all
   * of a region count as the region. A country needs two networks.
   */
  private static ExpectedVerdict seenBy(ExpectedVerdict full, Set<String> left) {
    if (full.blame() == Blame.REGION && left.size() == 1) {
      var segment =
          full.segment().map(it -> it == Segment.RESOLVER ? Segment.RESOLVER : Segment.ACCESS);
      return new ExpectedVerdict(Blame.PATH, segment, full.hypotheses(), left, true);
    }
    if (full.blame() == Blame.PATH && left.size() == 1 && isSeveral(full)) {
      return new ExpectedVerdict(Blame.PATH, Optional.empty(), full.hypotheses(), left, true);
    }
    var blame = full.blame() == Blame.PATH && isRegion(left) ? Blame.REGION : full.blame();
    boolean open = full.blame() == Blame.ORIGIN && left.size() == 1 && isSeveral(full);
    return new ExpectedVerdict(
        blame, full.segment(), full.hypotheses(), left, full.mayAbstain() || open);
  }

  private static boolean isSeveral(ExpectedVerdict full) {
    return full.vantages().size() > 1;
  }

  private static boolean isRegion(Set<String> names) {
    return LabVantage.outside().stream()
        .collect(groupingBy(LabVantage::region, mapping(LabVantage::name, toSet())))
        .containsValue(names);
  }
}
