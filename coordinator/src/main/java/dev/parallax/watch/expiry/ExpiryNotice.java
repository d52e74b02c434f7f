package dev.parallax.watch.expiry;

import dev.parallax.watch.incident.Notice;
import java.time.Instant;

/**
 * A threshold that a certificate has passed, or its replacement.
 *
 * @param kind opened at the first threshold, changed at the next, closed when it is replaced
 */
public record ExpiryNotice(Notice.Kind kind, CertificateExpiry certificate, Instant at) {}
