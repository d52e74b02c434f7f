package dev.parallax.store;

import dev.parallax.model.SweepId;
import dev.parallax.model.TargetVerdicts;
import java.time.Instant;

/** What a complete sweep said of one of its targets. */
public record StoredVerdicts(SweepId sweep, Instant startedAt, TargetVerdicts verdicts) {}
