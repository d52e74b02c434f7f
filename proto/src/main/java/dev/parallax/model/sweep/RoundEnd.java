package dev.parallax.model.sweep;

import java.util.Locale;

/** The reason why no further round followed. */
public enum RoundEnd {
  /** The credible set has a single cause, and no probe is worth its cost. */
  SETTLED,
  /** Several causes are open, and no probe of this fleet is worth its cost. */
  NOTHING_HELPS,
  /** More proposals were worth their cost, but all rounds were used. */
  ROUNDS_USED,
  /** More proposals were worth their cost, but did not fit the budget of handshakes. */
  HANDSHAKES_USED,
  /** The deadline was too near. */
  TIME_USED,
  /** The coordinator ended during the sweep, and the deadline was over when it started again. */
  INTERRUPTED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
