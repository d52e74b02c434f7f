package dev.parallax.model;

import java.util.List;

/**
 * One plan over a set of vantages.
 *
 * @param planHash lower-case hex SHA-256 of the plan bytes, the same at every vantage
 * @param handshakes connections attempted over all vantages
 */
public record Round(int number, String planHash, List<RoundReason> reasons, int handshakes) {
  public Round {
    reasons = List.copyOf(reasons);
  }
}
