package dev.parallax.store.relay;

/**
 * A stream to another living coordinator that replaced the stream of a vantage.
 *
 * @param generation larger than that of the replaced stream
 * @param instance as in {@link AgentPresence}
 * @param answered as in {@link AgentPresence}
 * @param holder process and host of the other coordinator
 */
public record NewerStream(long generation, String instance, boolean answered, String holder) {}
