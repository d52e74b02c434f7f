package dev.parallax.store;

import java.time.Instant;

/**
 * An operator certificate. Instants are to the millisecond.
 *
 * @param serial X.509 serial number, lower-case hexadecimal
 */
public record OperatorRecord(String serial, String name, Instant notAfter, boolean revoked) {}
