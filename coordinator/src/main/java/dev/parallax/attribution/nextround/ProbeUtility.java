package dev.parallax.attribution.nextround;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.RoundReason;

/** The value of information, and its cost. */
public final class ProbeUtility {
  private ProbeUtility() {}

  /** The minimum of bits for a handshake: one bit may cost 2,000 handshakes. */
  public static final double LEAST = 1.0 / 2_000;

  /** Below this gain no proposal is made, at any cost. */
  public static final double LEAST_BITS = 0.02;

  /** Below this sum over all proposals no further round is made, because a round takes seconds. */
  public static final double LEAST_ROUND = 0.06;

  /** Trials start this far apart, in seconds. */
  private static final double SPACING = 0.2;

  /** The seconds after which a handshake costs twice as much. */
  private static final double PATIENCE = 20;

  /**
   * Proposals with more trials than this at one vantage wait until the cheaper ones are answered.
   */
  public static final int DEAR = 40;

  /**
   * The cost in handshakes, which increases with the duration of the round.
   *
   * @param trials at each vantage
   */
  public static double cost(double trials, int vantages) {
    return trials * vantages * (1 + trials * SPACING / PATIENCE);
  }

  /** The cost of a trial of the arm in handshakes: third parties are probed only for a reason. */
  public static double weight(Arm arm) {
    return switch (arm) {
      case REAL_SNI_AT_NEUTRAL, RESPONDER, SIBLING_ADDRESS -> 2;
      default -> 1;
    };
  }

  /** The value of detecting a limit on connections. */
  public static final double LIMITED = 1;

  /** The usual cost of an arm at one vantage. */
  static int usualTrials(Arm arm) {
    return switch (arm) {
      case TTL_WALK -> 48;
      case SAME_PORT_REPLAY -> 24;
      case CIPHER_SWEEP -> 9;
      case TRACEROUTE -> 1;
      case AUTHORITATIVE -> 4;
      default -> 3;
    };
  }

  /**
   * The value, in bits, of results that no cause predicts: the unknown cause, a proof, the location
   * on the path, the rate, or the shape for a remedy.
   */
  public static double curiosity(RoundReason reason) {
    return switch (reason) {
      case WHO_BREAKS, WHERE_ON_PATH -> 0.5;
      case MIXED_RESULTS, RETRANSMISSIONS, AGENT_LATE -> 0.35;
      case NAME_MATTERS -> 0.2;
      case ADDRESSES_DIFFER -> 0.15;
      case FLOWS_DIFFER -> 0.25;
      case BREAKS_AFTER_HELLO, HELLO_MATTERS, REFUSED_BY_ALERT, CONNECT_FAILS -> 0.07;
      case FIRST_LOOK, REQUESTED, CAUSES_OPEN -> 0;
    };
  }
}
