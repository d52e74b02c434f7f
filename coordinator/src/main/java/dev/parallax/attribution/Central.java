package dev.parallax.attribution;

import dev.parallax.model.CentralCheck;
import dev.parallax.model.Evidence;
import dev.parallax.model.FailureWord;
import dev.parallax.model.FindingKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the coordinator's own judgement of a chain says of a vantage that refuses it. */
final class Central {
  private static final Set<FailureWord> DATES =
      Set.of(FailureWord.CERT_EXPIRED, FailureWord.CERT_NOT_YET_VALID);

  private Central() {}

  /** Refused for its dates, which only this vantage's clock finds wrong. */
  static boolean blamesTheClock(Seat seat, Trial trial, Instant now) {
    return trial.sight() == Sight.CERT_DATE
        && trial
            .central()
            .map(
                check ->
                    check.atCoordinator().isEmpty()
                        && (dates(check) || seat.vantage().clockOffset().isEmpty()))
            .orElseGet(() -> trial.chainInDate(now));
  }

  /**
   * Refused for its issuer, or for dates that no clock finds wrong: an old bundle leads to an
   * expired authority where a newer one knows another way.
   */
  static boolean blamesTheBundle(Seat seat, Trial trial) {
    return switch (trial.sight()) {
      case CERT_ISSUER -> trial.isCentrallyAccepted();
      case CERT_DATE ->
          trial.isCentrallyAccepted()
              && seat.vantage().clockOffset().isPresent()
              && trial.central().flatMap(CentralCheck::atAgent).isEmpty();
      default -> false;
    };
  }

  private static boolean dates(CentralCheck check) {
    return check.atAgent().filter(DATES::contains).isPresent();
  }

  /**
   * What it makes of the chains these seats refuse with this sight; empty unless it is of one mind.
   */
  static Optional<Evidence> finding(List<Seat> seats, Sight sight, double weight) {
    var refused =
        seats.stream()
            .flatMap(Seat::base)
            .filter(trial -> trial.sight() == sight && trial.central().isPresent())
            .toList();
    var words = refused.stream().flatMap(trial -> trial.word().stream()).sorted().findFirst();
    return words.flatMap(word -> kind(refused).map(kind -> evidence(kind, word, seats, weight)));
  }

  private static Optional<FindingKind> kind(List<Trial> refused) {
    var checks = refused.stream().flatMap(trial -> trial.central().stream()).toList();
    if (checks.stream().allMatch(check -> check.atCoordinator().isPresent())) {
      return Optional.of(FindingKind.CENTRAL_REFUSES);
    }
    if (checks.stream().anyMatch(check -> check.atCoordinator().isPresent())) {
      return Optional.empty();
    }
    return Optional.of(
        checks.stream().allMatch(Central::dates)
            ? FindingKind.CENTRAL_ACCEPTS_BY_ITS_CLOCK
            : FindingKind.CENTRAL_ACCEPTS);
  }

  private static Evidence evidence(
      FindingKind kind, FailureWord word, List<Seat> seats, double weight) {
    var who = seats.stream().map(Seat::id).toList();
    return new Evidence(kind, Map.of("word", word.word()), who, List.of(), weight);
  }
}
