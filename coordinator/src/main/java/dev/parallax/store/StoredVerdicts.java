package dev.parallax.store;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.TargetVerdicts;
import java.time.Instant;

/** The verdicts of a complete sweep on one of its targets. */
public record StoredVerdicts(SweepId sweep, Instant startedAt, TargetVerdicts verdicts) {}
