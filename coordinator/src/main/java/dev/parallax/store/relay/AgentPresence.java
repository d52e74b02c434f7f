package dev.parallax.store.relay;

import dev.parallax.model.vantage.Vantage;
import java.time.Instant;

/**
 * An agent that is connected to a coordinator.
 *
 * @param generation a stream with a larger number is newer
 * @param instance the random value that the agent's process chose at its start; empty when it sent
 *     none
 * @param answered whether the stream answered after a stream of another process with the same
 *     identity had replaced it
 * @param vantage with the facts that the agent reported
 * @param changedAt when this record was written last
 */
public record AgentPresence(
    long generation,
    String instance,
    boolean answered,
    Vantage vantage,
    boolean draining,
    Instant changedAt) {}
