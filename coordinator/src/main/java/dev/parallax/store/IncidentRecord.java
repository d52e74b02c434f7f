package dev.parallax.store;

import java.time.Instant;
import java.util.Optional;

/**
 * An incident of a watch.
 *
 * @param closedAt absent while it is open
 * @param body JSON
 */
public record IncidentRecord(
    String id, String target, Instant openedAt, Optional<Instant> closedAt, String body) {}
