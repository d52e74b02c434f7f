package dev.parallax.attribution;

import dev.parallax.model.Cause;
import dev.parallax.model.FailureWord;

/**
 * What is wrong with a vantage itself.
 *
 * @param sight how its base probes fail
 * @param failed of {@code trials} reference trials
 * @param word of the reference failures, else of its base
 * @param byFact a recorded fact says so, not the references alone
 */
record Illness(
    Seat seat, Cause id, Sight sight, FailureWord word, int failed, int trials, boolean byFact) {}
