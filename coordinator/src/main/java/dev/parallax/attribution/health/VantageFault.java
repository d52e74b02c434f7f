package dev.parallax.attribution.health;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.Cause;
import dev.parallax.model.FailureWord;

/**
 * A fault of a vantage.
 *
 * @param symptom the symptom of its base probes
 * @param failed of {@code trials} reference trials
 * @param word of the reference failures, otherwise of its base failures
 * @param byFact shown by a recorded fact, not by the references alone
 */
public record VantageFault(
    VantageTrials vantage,
    Cause id,
    Symptom symptom,
    FailureWord word,
    int failed,
    int trials,
    boolean byFact) {}
