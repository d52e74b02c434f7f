package dev.parallax.attribution.health;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.Cause;
import java.util.Optional;

/**
 * A fault of a vantage.
 *
 * @param symptom the symptom of its base probes
 * @param failed of {@code trials} reference trials
 * @param word of the reference failures, otherwise of its base failures
 * @param byFact shown by a recorded fact, not by the references alone
 * @param delay how late its agent was, where that is the fault
 */
public record VantageFault(
    VantageTrials vantage,
    Cause id,
    Symptom symptom,
    FailureWord word,
    int failed,
    int trials,
    boolean byFact,
    Optional<AgentDelay> delay) {
  VantageFault(
      VantageTrials vantage,
      Cause id,
      Symptom symptom,
      FailureWord word,
      int failed,
      int trials,
      boolean byFact) {
    this(vantage, id, symptom, word, failed, trials, byFact, Optional.empty());
  }
}
