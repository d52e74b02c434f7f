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
      case N0, D4 -> new Fault(Blame.HEALTHY, Optional.empty());
      case O1, O2, O3, O4, O5, O6, O7, O8, O9 -> at(Blame.ORIGIN, Segment.SERVICE);
      case E1, E2, E3, E4, E5, E6, E7, E8 -> at(Blame.ORIGIN, Segment.EDGE);
      case D3 -> at(Blame.ORIGIN, Segment.ZONE);
      case P1, P2, P3, P4, P5, P6, P7, P8, P9, P10 -> onTheWay(cause);
      case D1, D2 -> at(wide(cause) ? Blame.REGION : Blame.PATH, Segment.RESOLVER);
      case V1, V2, V3, V4, V5, V6, V7 -> at(Blame.VANTAGE, Segment.AGENT);
      case U -> new Fault(Blame.INCONCLUSIVE, Optional.empty());
    };
  }

  private static Fault at(Blame blame, Segment segment) {
    return new Fault(blame, Optional.of(segment));
  }

  private static Fault onTheWay(Cause cause) {
    if (wide(cause)) {
      return at(Blame.REGION, Segment.TRANSIT);
    }
    return at(Blame.PATH, networks(cause) > 1 ? Segment.TRANSIT : Segment.ACCESS);
  }

  /** One failing network of a region is that network's until a second one fails. */
  private static boolean wide(Cause cause) {
    return switch (cause.reach().attribute()) {
      case REGION, COUNTRY -> networks(cause) > 1;
      default -> false;
    };
  }

  private static long networks(Cause cause) {
    return Explained.by(cause).stream().map(Row::network).distinct().count();
  }
}
