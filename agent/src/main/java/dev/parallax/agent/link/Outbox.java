package dev.parallax.agent.link;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.v1.AgentMessage;
import dev.parallax.wire.Wire;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The observations the coordinator has not acknowledged yet, encoded. They survive the loss of the
 * link, not the end of the process. Beyond the limit of their number or bytes the oldest are
 * dropped, and counted.
 */
final class Outbox {
  static final int LIMIT = 20_000;

  /** While they are sent they need the same memory again; the process has 32 MiB of heap. */
  static final long LIMIT_BYTES = 6L << 20;

  private final Map<TrialKey, AgentMessage> waiting = new LinkedHashMap<>();
  private long bytes;
  private long dropped;

  /** Adds an observation; returns its message. */
  synchronized AgentMessage add(Observation observation) {
    var message = AgentMessage.newBuilder().setObservation(Wire.toProto(observation)).build();
    remove(observation.key());
    waiting.put(observation.key(), message);
    bytes += message.getSerializedSize();
    while (waiting.size() > LIMIT || bytes > LIMIT_BYTES) {
      remove(waiting.keySet().iterator().next());
      dropped++;
    }
    return message;
  }

  synchronized void acknowledged(TrialKey key) {
    remove(key);
  }

  synchronized List<AgentMessage> all() {
    return List.copyOf(waiting.values());
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized long dropped() {
    return dropped;
  }

  private void remove(TrialKey key) {
    var message = waiting.remove(key);
    if (message != null) {
      bytes -= message.getSerializedSize();
    }
  }
}
