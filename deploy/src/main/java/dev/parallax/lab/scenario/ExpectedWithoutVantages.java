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

  private ExpectedWithoutVantages() {}

  /**
   * The right verdicts under these conditions; empty where no remaining vantage can observe the
   * fault.
   */
  static Optional<ExpectedVerdict> under(Conditions conditions, ExpectedVerdict full) {
    var left = Optional.of(conditions.insideDropped() ? withoutInside(full) : full);
    for (var vantage : conditions.withoutEvidence()) {
      left = left.flatMap(it -> withoutVantage(it, vantage));
    }
    return left;
  }

  private static ExpectedVerdict withoutInside(ExpectedVerdict full) {
    var abstains = full.hypotheses().stream().anyMatch(NEED_THE_INSIDE::contains);
    return full.orAbstains(full.mayAbstain() || abstains);
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
   * One network of a region without another network counts as a network: the region is accepted
   * too. Two networks that are all of a region count as the region.
   */
  private static ExpectedVerdict seenBy(ExpectedVerdict full, Set<String> left) {
    if (full.blame() == Blame.REGION && left.size() == 1) {
      return new ExpectedVerdict(
          Blame.PATH, Optional.of(Segment.ACCESS), full.hypotheses(), left, true);
    }
    var blame = full.blame() == Blame.PATH && isRegion(left) ? Blame.REGION : full.blame();
    return new ExpectedVerdict(blame, full.segment(), full.hypotheses(), left, full.mayAbstain());
  }

  private static boolean isRegion(Set<String> names) {
    return LabVantage.outside().stream()
        .collect(groupingBy(LabVantage::region, mapping(LabVantage::name, toSet())))
        .containsValue(names);
  }
}
