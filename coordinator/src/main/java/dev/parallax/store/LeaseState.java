package dev.parallax.store;

import java.time.Duration;

/**
 * The right of this coordinator to write to a database that several coordinators use.
 *
 * @param epoch grows with each holder
 * @param age since the last extension succeeded
 * @param length without an extension the lease ends after this
 */
public record LeaseState(long epoch, Duration age, Duration length) {}
