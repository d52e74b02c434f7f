package dev.parallax.attack.coordinator;

import java.time.Duration;

/**
 * The limit of an agent for one address, from its documentation: 25 handshakes a second, 100 at
 * once.
 */
final class TargetBudget {
  private static final int BURST = 100;
  private static final int A_SECOND = 25;

  private TargetBudget() {}

  static boolean holds(int handshakes, Duration span) {
    return handshakes <= BURST + A_SECOND * (span.toSeconds() + 1);
  }
}
