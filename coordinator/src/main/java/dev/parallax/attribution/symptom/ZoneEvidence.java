package dev.parallax.attribution.symptom;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import java.util.Set;

/**
 * Which trials of {@link Arm#AUTHORITATIVE} are evidence: those with an answer. Many networks let
 * only their own resolvers send DNS queries, or answer them in the place of the zone's servers, so
 * that silence, a failed connection and an answer without AA say nothing about the name.
 */
final class ZoneEvidence {
  private static final Set<FailureWord> ANSWERS =
      Set.of(
          FailureWord.DNS_NXDOMAIN,
          FailureWord.DNS_SERVFAIL,
          FailureWord.DNS_REFUSED,
          FailureWord.DNS_NO_ANSWER,
          FailureWord.DNS_BOGON);

  private ZoneEvidence() {}

  /** True for every other arm. */
  static boolean isEvidence(Observation seen) {
    return seen.key().arm() != Arm.AUTHORITATIVE
        || seen.failure().map(failure -> ANSWERS.contains(failure.word())).orElse(true);
  }
}
