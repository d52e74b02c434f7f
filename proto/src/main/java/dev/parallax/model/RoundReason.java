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
  /** They break whatever the name: is it the size, the shape, the version, or TLS as such? */
  HELLO_MATTERS(Arm.TLS12),
  /** The server refuses by an alert: which versions and suites does it take? */
  REFUSED_BY_ALERT(Arm.CIPHER_SWEEP),
  /** Connections do not come about: this port, this address, or the way there? */
  CONNECT_FAILS(Arm.OTHER_PORT),
  /** The same probe passes and fails: does it follow the flow? */
  FLOWS_DIFFER(Arm.SAME_PORT_REPLAY),
  /** Something breaks on the way: at which hop? */
  WHERE_ON_PATH(Arm.TTL_WALK),
  /** The operator asked for these arms. */
  REQUESTED(Arm.BASE),
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
