package dev.parallax.store;

import java.time.Instant;

/** One administrative action with its actor, by the coordinator's clock to the millisecond. */
public record AuditLine(Instant at, String actor, String action) {}
