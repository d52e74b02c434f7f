package dev.parallax.attribution.health;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The coordinator's validation of a chain that a vantage refuses. */
public final class CentralCertificateCheck {
  private static final Set<FailureWord> DATES =
      Set.of(FailureWord.CERT_EXPIRED, FailureWord.CERT_NOT_YET_VALID);

  private CentralCertificateCheck() {}

  /** Refused for a date error that only this vantage's clock causes. */
  static boolean blamesTheClock(VantageTrials vantage, ClassifiedTrial trial, Instant now) {
    return trial.symptom() == Symptom.CERT_DATE
        && trial
            .central()
            .map(
                check ->
                    check.atCoordinator().isEmpty()
                        && (dates(check) || vantage.description().clockOffset().isEmpty()))
            .orElseGet(() -> trial.chainInDate(now));
  }

  /**
   * Refused for its issuer, or for date errors at no clock: an old bundle leads to an expired
   * authority where a newer bundle contains another path.
   */
  static boolean blamesTheBundle(VantageTrials vantage, ClassifiedTrial trial) {
    return switch (trial.symptom()) {
      case CERT_ISSUER -> trial.isCentrallyAccepted();
      case CERT_DATE ->
          trial.isCentrallyAccepted()
              && vantage.description().clockOffset().isPresent()
              && trial.central().flatMap(CentralCheck::atAgent).isEmpty();
      default -> false;
    };
  }

  private static boolean dates(CentralCheck check) {
    return check.atAgent().filter(DATES::contains).isPresent();
  }

  /**
   * The coordinator's result for the chains that these vantages refuse with this symptom; empty
   * unless it is unanimous.
   */
  public static Optional<Evidence> finding(
      List<VantageTrials> vantages, Symptom symptom, double weight) {
    var refused =
        vantages.stream()
            .flatMap(VantageTrials::base)
            .filter(trial -> trial.symptom() == symptom && trial.central().isPresent())
            .toList();
    var words = refused.stream().flatMap(trial -> trial.word().stream()).sorted().findFirst();
    return words.flatMap(word -> kind(refused).map(kind -> evidence(kind, word, vantages, weight)));
  }

  private static Optional<FindingKind> kind(List<ClassifiedTrial> refused) {
    var checks = refused.stream().flatMap(trial -> trial.central().stream()).toList();
    if (checks.stream().allMatch(check -> check.atCoordinator().isPresent())) {
      return Optional.of(FindingKind.CENTRAL_REFUSES);
    }
    if (checks.stream().anyMatch(check -> check.atCoordinator().isPresent())) {
      return Optional.empty();
    }
    return Optional.of(
        checks.stream().allMatch(CentralCertificateCheck::dates)
            ? FindingKind.CENTRAL_ACCEPTS_BY_ITS_CLOCK
            : FindingKind.CENTRAL_ACCEPTS);
  }

  private static Evidence evidence(
      FindingKind kind, FailureWord word, List<VantageTrials> vantages, double weight) {
    var selectedVantages = vantages.stream().map(VantageTrials::id).toList();
    return new Evidence(kind, Map.of("word", word.word()), selectedVantages, List.of(), weight);
  }
}
