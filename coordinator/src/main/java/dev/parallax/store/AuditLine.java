package dev.parallax.store;

import java.time.Instant;

/** Who did what, by the coordinator's clock to the millisecond. */
public record AuditLine(Instant at, String who, String what) {}
