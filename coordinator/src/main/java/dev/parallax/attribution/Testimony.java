package dev.parallax.attribution;

import dev.parallax.model.Cause;
import dev.parallax.model.FindingKind;
import dev.parallax.model.VantageId;
import java.util.EnumSet;
import java.util.Set;

/**
 * What the far end of one failing trial, or its own packets, say of it.
 *
 * @param kind one of the findings about far ends
 * @param seat whose trial it was
 * @param witness who saw its other end; the vantage itself for its own packets
 */
record Testimony(FindingKind kind, Seat seat, Trial trial, VantageId witness) {
  private static final Set<Sight> BROKEN =
      EnumSet.of(
          Sight.CUT_BEFORE_HELLO,
          Sight.CUT_AFTER_HELLO,
          Sight.SILENT_AFTER_HELLO,
          Sight.BROKEN_HANDSHAKE);

  /** What a firewall or ban list on the origin's host does as well as one before it. */
  private static final Set<Cause> HOST_FIREWALL =
      EnumSet.of(
          Cause.EDGE_BREAKS_EVERY_HANDSHAKE,
          Cause.EDGE_REFUSES_CONNECTIONS,
          Cause.EDGE_BLOCKS_SOME_CLIENTS,
          Cause.EDGE_RATE_LIMIT);

  /** Whether it speaks against this cause of a broken handshake. */
  boolean contradicts(Hypothesis cause) {
    return isAbout(cause) && clears(cause.id());
  }

  /** Whether the cause would have broken this trial's handshake. */
  boolean isAbout(Hypothesis cause) {
    return !cause.unknown()
        && BROKEN.contains(cause.sight())
        && cause.reach().scope().vantages().contains(seat.id());
  }

  private boolean clears(Cause id) {
    return switch (kind) {
      case BOTH_ENDS_RESET -> isService(id) || isEdge(id);
      case HELLO_NEVER_ARRIVED, HELLO_ARRIVED_NO_RESET_SENT, INJECTED_RESET -> isService(id);
      case HOST_SENT_RESET -> isOnTheWay(id) && !HOST_FIREWALL.contains(id);
      default -> false;
    };
  }

  static boolean isService(Cause id) {
    return id.family() == Cause.Family.SERVICE;
  }

  static boolean isEdge(Cause id) {
    return id.family() == Cause.Family.EDGE;
  }

  static boolean isPath(Cause id) {
    return id.family() == Cause.Family.PATH;
  }

  /** Between the two hosts, wherever that is. */
  static boolean isOnTheWay(Cause id) {
    return isPath(id) || isEdge(id) || id == Cause.LOCAL_INTERCEPTION;
  }
}
