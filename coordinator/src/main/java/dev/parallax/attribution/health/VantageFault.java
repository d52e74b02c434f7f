package dev.parallax.attribution.health;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.Cause;
import dev.parallax.model.FailureWord;

/**
 * What is wrong with a vantage itself.
 *
 * @param symptom how its base probes fail
 * @param failed of {@code trials} reference trials
 * @param word of the reference failures, else of its base
 * @param byFact a recorded fact says so, not the references alone
 */
public record VantageFault(
    VantageTrials vantage,
    Cause id,
    Symptom symptom,
    FailureWord word,
    int failed,
    int trials,
    boolean byFact) {}
