package dev.parallax.attribution.witness;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.FindingKind;

/**
 * A report of the far end, or of the vantage's own packets, on one failing trial.
 *
 * @param kind one of the findings about far ends
 * @param vantage of the trial
 * @param witness the observer of the far end; the vantage itself for its own packets
 */
public record FarEndReport(
    FindingKind kind, VantageTrials vantage, ClassifiedTrial trial, VantageId witness) {}
