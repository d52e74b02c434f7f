package dev.parallax.attribution;

import dev.parallax.model.FindingKind;
import dev.parallax.model.Hypothesis;
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
  private static final Set<Hypothesis> HOST_FIREWALL =
      EnumSet.of(Hypothesis.E1, Hypothesis.E4, Hypothesis.E6, Hypothesis.E7);

  /** Whether it speaks against this cause of a broken handshake. */
  boolean contradicts(Cause cause) {
    return isAbout(cause) && clears(cause.id());
  }

  /** Whether the cause would have broken this trial's handshake. */
  boolean isAbout(Cause cause) {
    return !cause.unknown()
        && BROKEN.contains(cause.sight())
        && cause.reach().scope().vantages().contains(seat.id());
  }

  private boolean clears(Hypothesis id) {
    return switch (kind) {
      case BOTH_ENDS_RESET -> isService(id) || isEdge(id);
      case HELLO_NEVER_ARRIVED, HELLO_ARRIVED_NO_RESET_SENT, INJECTED_RESET -> isService(id);
      case HOST_SENT_RESET -> isOnTheWay(id) && !HOST_FIREWALL.contains(id);
      default -> false;
    };
  }

  static boolean isService(Hypothesis id) {
    return id.name().startsWith("O");
  }

  static boolean isEdge(Hypothesis id) {
    return id.name().startsWith("E");
  }

  static boolean isPath(Hypothesis id) {
    return id.name().startsWith("P");
  }

  /** Between the two hosts, wherever that is. */
  static boolean isOnTheWay(Hypothesis id) {
    return isPath(id) || isEdge(id) || id == Hypothesis.V2;
  }
}
