package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Segment;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The party that can repair a fault, by the kind of cause and its scope. */
public record BlameAssignment(Blame blame, Optional<Segment> segment) {

  /**
   * Between the two hosts, wherever that is: on the path, at the edge, or on the vantage's host.
   */
  public static boolean isOnTheWay(Cause id) {
    return id.family() == Cause.CauseFamily.PATH
        || id.family() == Cause.CauseFamily.EDGE
        || id == Cause.LOCAL_INTERCEPTION;
  }

  /**
   * Blame and segment of a hypothesis.
   *
   * @param hypothesis null for a healthy target
   */
  public static BlameAssignment of(@Nullable Hypothesis hypothesis) {
    if (hypothesis == null) {
      return new BlameAssignment(Blame.HEALTHY, Optional.empty());
    }
    return switch (hypothesis.id()) {
      case HEALTHY, ANSWERS_DIFFER_BY_PLACE -> new BlameAssignment(Blame.HEALTHY, Optional.empty());
      case HOST_DOWN,
          PORT_NOT_LISTENING,
          CERTIFICATE_INVALID,
          NO_SHARED_TLS_PARAMETERS,
          SERVICE_ABORTS_OR_STALLS,
          HTTP_ERROR,
          ONE_ADDRESS_BAD,
          WRONG_PROTOCOL,
          REQUIRES_SOMETHING_OF_THE_CLIENT ->
          at(Blame.ORIGIN, Segment.SERVICE);
      case EDGE_BREAKS_EVERY_HANDSHAKE,
          EDGE_NAME_POLICY,
          EDGE_DROPS_CONNECTIONS,
          EDGE_REFUSES_CONNECTIONS,
          EDGE_REPLY_PATH_CAPTURED,
          EDGE_BLOCKS_SOME_CLIENTS,
          EDGE_RATE_LIMIT,
          EDGE_SIZE_POLICY ->
          at(Blame.ORIGIN, Segment.EDGE);
      case ZONE_FAULT -> at(Blame.ORIGIN, Segment.ZONE);
      case SNI_FILTER,
          PROBABILISTIC_SNI_FILTER,
          ADDRESS_BLOCK,
          PORT_BLOCK,
          PROTOCOL_FILTER,
          NO_ROUTE,
          PMTU_BLACK_HOLE,
          TLS_INTERCEPTION,
          THROTTLING,
          HEAVY_LOSS ->
          onTheWay(hypothesis);
      case RESOLVER_LIES_OR_FAILS, DNS_INJECTION ->
          at(wide(hypothesis) ? Blame.REGION : Blame.PATH, Segment.RESOLVER);
      case UPLINK_DOWN,
          LOCAL_INTERCEPTION,
          CLOCK_WRONG,
          CA_BUNDLE_MISSING_OR_OLD,
          IPV6_BROKEN,
          OWN_RESOLVER_BROKEN,
          AGENT_DEFECT,
          AGENT_SHORT_OF_CPU ->
          at(Blame.VANTAGE, Segment.AGENT);
      case UNKNOWN -> new BlameAssignment(Blame.INCONCLUSIVE, Optional.empty());
    };
  }

  private static BlameAssignment at(Blame blame, Segment segment) {
    return new BlameAssignment(blame, Optional.of(segment));
  }

  private static BlameAssignment onTheWay(Hypothesis hypothesis) {
    if (wide(hypothesis)) {
      return at(Blame.REGION, Segment.TRANSIT);
    }
    return at(Blame.PATH, networks(hypothesis) > 1 ? Segment.TRANSIT : Segment.ACCESS);
  }

  /** One failing network of a region is a fault of that network until a second network fails. */
  private static boolean wide(Hypothesis hypothesis) {
    return switch (hypothesis.reach().attribute()) {
      case REGION, COUNTRY -> networks(hypothesis) > 1;
      default -> false;
    };
  }

  private static long networks(Hypothesis hypothesis) {
    return ComparedVantages.networkCount(AffectedVantages.by(hypothesis));
  }
}
