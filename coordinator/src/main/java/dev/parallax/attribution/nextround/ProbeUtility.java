package dev.parallax.attribution.nextround;

import dev.parallax.model.Arm;
import dev.parallax.model.RoundReason;

/** What information is worth, and what it costs. */
public final class ProbeUtility {
  private ProbeUtility() {}

  /** Bits a handshake must bring: two thousand of them may go into one bit. */
  public static final double LEAST = 1.0 / 2_000;

  /** Less than this is no reason to ask anything, however cheap. */
  public static final double LEAST_BITS = 0.02;

  /** Less than this, all questions together, is no reason for another round: it takes seconds. */
  public static final double LEAST_ROUND = 0.06;

  /** Trials start this far apart, in seconds. */
  private static final double SPACING = 0.2;

  /** Seconds that make a handshake cost twice. */
  private static final double PATIENCE = 20;

  /** More trials than this at one vantage wait until the cheaper questions are answered. */
  public static final int DEAR = 40;

  /**
   * Handshakes, each dearer the longer the round takes that it is part of.
   *
   * @param trials at each vantage
   */
  public static double cost(double trials, int vantages) {
    return trials * vantages * (1 + trials * SPACING / PATIENCE);
  }

  /** Handshakes that a trial of the arm counts as: strangers are bothered only for a reason. */
  public static double weight(Arm arm) {
    return switch (arm) {
      case REAL_SNI_AT_NEUTRAL, RESPONDER, SIBLING_ADDRESS -> 2;
      default -> 1;
    };
  }

  /** What it brings to see a limit on connections for what it is. */
  public static final double LIMITED = 1;

  /** What an arm usually takes at one vantage. */
  static int usualTrials(Arm arm) {
    return switch (arm) {
      case TTL_WALK -> 48;
      case SAME_PORT_REPLAY -> 24;
      case CIPHER_SWEEP -> 9;
      case TRACEROUTE -> 1;
      default -> 3;
    };
  }

  /**
   * What asking may bring that no cause predicts, in bits: the unknown cause may show itself, a
   * proof may be had, the place on the path, the rate or the shape that a remedy needs.
   */
  public static double curiosity(RoundReason reason) {
    return switch (reason) {
      case WHO_BREAKS, WHERE_ON_PATH -> 0.5;
      case MIXED_RESULTS -> 0.35;
      case NAME_MATTERS -> 0.2;
      case ADDRESSES_DIFFER -> 0.15;
      case FLOWS_DIFFER -> 0.25;
      case BREAKS_AFTER_HELLO, HELLO_MATTERS, REFUSED_BY_ALERT, CONNECT_FAILS -> 0.07;
      case FIRST_LOOK, REQUESTED, CAUSES_OPEN -> 0;
    };
  }
}
