package dev.parallax.attribution.witness;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.FindingKind;
import dev.parallax.model.VantageId;

/**
 * What the far end of one failing trial, or its own packets, say of it.
 *
 * @param kind one of the findings about far ends
 * @param vantage whose trial it was
 * @param witness who saw its other end; the vantage itself for its own packets
 */
public record FarEndReport(
    FindingKind kind, VantageTrials vantage, ClassifiedTrial trial, VantageId witness) {}
