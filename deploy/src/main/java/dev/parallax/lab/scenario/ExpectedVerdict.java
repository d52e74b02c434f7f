package dev.parallax.lab.scenario;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import dev.parallax.lab.net.LabVantage;
import dev.parallax.model.Blame;
import dev.parallax.model.Cause;
import dev.parallax.model.Segment;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * An expected verdict, fixed before the first run.
 *
 * @param hypotheses one, or several indistinguishable ones
 * @param vantages the vantages of the fault; empty where the blame suffices
 * @param mayAbstain whether the fleet cannot determine it, so that an inconclusive verdict is right
 *     as well
 */
public record ExpectedVerdict(
    Blame blame,
    Optional<Segment> segment,
    Set<Cause> hypotheses,
    Set<String> vantages,
    boolean mayAbstain) {
  static final ExpectedVerdict HEALTHY =
      new ExpectedVerdict(Blame.HEALTHY, Optional.empty(), Set.of(), Set.of(), false);

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

  public ExpectedVerdict {
    hypotheses = Set.copyOf(hypotheses);
    vantages = Set.copyOf(vantages);
  }

  static ExpectedVerdict of(Blame blame, Segment segment, Cause first, Cause... others) {
    return new ExpectedVerdict(
        blame, Optional.of(segment), EnumSet.of(first, others), Set.of(), /* mayAbstain= */ false);
  }

  ExpectedVerdict at(String... names) {
    return new ExpectedVerdict(blame, segment, hypotheses, Set.of(names), mayAbstain);
  }

  /**
   * The right verdicts under these conditions; empty where no remaining vantage can observe the
   * fault.
   */
  Optional<ExpectedVerdict> under(Conditions conditions) {
    var inside = conditions.insideDropped() ? withoutInside() : this;
    return conditions.offline().isEmpty()
        ? Optional.of(inside)
        : inside.withoutVantage(conditions.offline().get());
  }

  private ExpectedVerdict withoutInside() {
    var abstains = hypotheses.stream().anyMatch(NEED_THE_INSIDE::contains);
    return new ExpectedVerdict(blame, segment, hypotheses, vantages, mayAbstain || abstains);
  }

  private Optional<ExpectedVerdict> withoutVantage(String name) {
    if (!vantages.contains(name)) {
      return Optional.of(this);
    }
    var left = new HashSet<>(vantages);
    left.remove(name);
    return left.isEmpty() ? Optional.empty() : Optional.of(seenBy(left));
  }

  /**
   * One network of a region without another network counts as a network: the region is accepted
   * too. Two networks that are all of a region count as the region.
   */
  private ExpectedVerdict seenBy(Set<String> left) {
    if (blame == Blame.REGION && left.size() == 1) {
      return new ExpectedVerdict(Blame.PATH, Optional.of(Segment.ACCESS), hypotheses, left, true);
    }
    return blame == Blame.PATH && isRegion(left)
        ? new ExpectedVerdict(Blame.REGION, segment, hypotheses, left, mayAbstain)
        : new ExpectedVerdict(blame, segment, hypotheses, left, mayAbstain);
  }

  private static boolean isRegion(Set<String> names) {
    return LabVantage.outside().stream()
        .collect(groupingBy(LabVantage::region, mapping(LabVantage::name, toSet())))
        .containsValue(names);
  }

  public boolean rightBlame(GivenVerdict given) {
    return (mayAbstain && leavesOpen(given))
        || (given.blame().equals(blame.name())
            && (segment.isEmpty() || given.segment().equals(segment.map(Segment::word))));
  }

  /** Inconclusive, or the right blame without a segment. */
  private boolean leavesOpen(GivenVerdict given) {
    return given.abstains() || (given.blame().equals(blame.name()) && given.segment().isEmpty());
  }

  public boolean isMetBy(GivenVerdict given) {
    return rightBlame(given)
        && ((mayAbstain && leavesOpen(given))
            || ((hypotheses.isEmpty()
                    || hypotheses.stream().anyMatch(it -> it.code().equals(given.hypothesis())))
                && (vantages.isEmpty() || given.vantages().equals(vantages))));
  }

  /** Blame and segment, as the confusion matrix has them. */
  public String side() {
    return blame + segment.map(it -> "/" + it.word()).orElse("");
  }

  @Override
  public String toString() {
    var causes = new TreeSet<>(hypotheses);
    var why =
        causes.isEmpty() ? "" : " " + String.join("|", causes.stream().map(Cause::code).toList());
    return side()
        + why
        + (vantages.isEmpty() ? "" : " @" + String.join(",", new TreeSet<>(vantages)))
        + (mayAbstain ? " or abstains" : "");
  }
}
