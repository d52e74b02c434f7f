package dev.parallax.attribution;

import dev.parallax.model.Blame;
import dev.parallax.model.Segment;
import java.util.Optional;

/** Who can repair it, by the kind of cause and how far it reaches. */
record Fault(Blame blame, Optional<Segment> segment) {

  static Fault of(Belief belief) {
    var cause = belief.cause();
    if (cause == null) {
      return new Fault(Blame.HEALTHY, Optional.empty());
    }
    return switch (belief.id()) {
      case HEALTHY, ANSWERS_DIFFER_BY_PLACE -> new Fault(Blame.HEALTHY, Optional.empty());
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
          onTheWay(cause);
      case RESOLVER_LIES_OR_FAILS, DNS_INJECTION ->
          at(wide(cause) ? Blame.REGION : Blame.PATH, Segment.RESOLVER);
      case UPLINK_DOWN,
          LOCAL_INTERCEPTION,
          CLOCK_WRONG,
          CA_BUNDLE_MISSING_OR_OLD,
          IPV6_BROKEN,
          OWN_RESOLVER_BROKEN,
          AGENT_DEFECT ->
          at(Blame.VANTAGE, Segment.AGENT);
      case UNKNOWN -> new Fault(Blame.INCONCLUSIVE, Optional.empty());
    };
  }

  private static Fault at(Blame blame, Segment segment) {
    return new Fault(blame, Optional.of(segment));
  }

  private static Fault onTheWay(Hypothesis cause) {
    if (wide(cause)) {
      return at(Blame.REGION, Segment.TRANSIT);
    }
    return at(Blame.PATH, networks(cause) > 1 ? Segment.TRANSIT : Segment.ACCESS);
  }

  /** One failing network of a region is that network's until a second one fails. */
  private static boolean wide(Hypothesis cause) {
    return switch (cause.reach().attribute()) {
      case REGION, COUNTRY -> networks(cause) > 1;
      default -> false;
    };
  }

  private static long networks(Hypothesis cause) {
    return Explained.by(cause).stream().map(Row::network).distinct().count();
  }
}
