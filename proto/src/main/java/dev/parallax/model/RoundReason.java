package dev.parallax.model;

import java.util.Locale;

/** Why a round was run. */
public enum RoundReason {
  /** Base, controls and references for everyone. */
  FIRST_LOOK,
  /** The same arm passed and failed at one vantage: more trials. */
  MIXED_RESULTS,
  /** Connections break after the ClientHello: is it the ClientHello, or any accepted connection? */
  BREAKS_AFTER_HELLO,
  /** Vantages resolved different addresses, or none: same name, same address for everyone. */
  ADDRESSES_DIFFER,
  /** Only the real server name fails: does it fail towards a neutral server too? */
  NAME_MATTERS;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
