package dev.parallax.store.relay;

import dev.parallax.model.vantage.Vantage;
import java.time.Instant;

/**
 * An agent that is connected to a coordinator.
 *
 * @param generation a stream with a larger number is newer
 * @param vantage with the facts that the agent reported
 * @param changedAt when this record was written last
 */
public record AgentPresence(
    long generation, Vantage vantage, boolean draining, Instant changedAt) {}
