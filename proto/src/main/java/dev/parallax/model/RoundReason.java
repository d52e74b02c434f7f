package dev.parallax.model;

import java.util.Locale;

/** Why a round was run. */
public enum RoundReason {
  /** Base, controls and references for everyone. */
  FIRST_LOOK(Arm.BASE),
  /** The same arm passed and failed at one vantage: more trials. */
  MIXED_RESULTS(Arm.BASE),
  /** Connections break after the ClientHello: is it the ClientHello, or any accepted connection? */
  BREAKS_AFTER_HELLO(Arm.DELAYED_HELLO),
  /** Vantages resolved different addresses, or none: same name, same address for everyone. */
  ADDRESSES_DIFFER(Arm.PINNED_ADDRESS),
  /** Only the real server name fails: does it fail towards a neutral server too? */
  NAME_MATTERS(Arm.REAL_SNI_AT_NEUTRAL),
  /** Connections break after the ClientHello: is it seen at both ends between two agents? */
  WHO_BREAKS(Arm.RESPONDER);

  private final Arm arm;

  RoundReason(Arm arm) {
    this.arm = arm;
  }

  /** The arm that answers it; a target it was not run for did not raise the question. */
  public Arm arm() {
    return arm;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
