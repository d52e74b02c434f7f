package dev.parallax.model.sweep;

import dev.parallax.model.value.Check;
import java.util.List;
import java.util.Optional;

/**
 * One plan over a set of vantages.
 *
 * @param planHash lower-case hex SHA-256 of the plan bytes, the same at every vantage
 * @param handshakes attempted connections over all vantages
 * @param asked number of vantages of the plan; absent where it was not recorded
 * @param ended the reason why no further round followed, on the last round of a sweep
 */
public record Round(
    int number,
    String planHash,
    List<RoundReason> reasons,
    int handshakes,
    Optional<Integer> asked,
    Optional<RoundEnd> ended) {
  public Round {
    reasons = List.copyOf(reasons);
    asked.ifPresent(count -> Check.that(count >= 1, "a round has 1 or more vantages", count));
  }

  /** Without further recorded data. */
  public Round(int number, String planHash, List<RoundReason> reasons, int handshakes) {
    this(number, planHash, reasons, handshakes, Optional.empty(), Optional.empty());
  }

  /** The same with these handshakes. */
  public Round counted(int attempted) {
    return new Round(number, planHash, reasons, attempted, asked, ended);
  }

  /** The same as the last of its sweep. */
  public Round last(RoundEnd why) {
    return new Round(number, planHash, reasons, handshakes, asked, Optional.of(why));
  }
}
