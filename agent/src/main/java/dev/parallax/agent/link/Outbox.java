package dev.parallax.agent.link;

import dev.parallax.model.Observation;
import dev.parallax.model.TrialKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The observations the coordinator has not acknowledged yet. They survive a break of the link, not
 * of the process; when there are too many the oldest go, and their number is kept.
 */
final class Outbox {
  static final int LIMIT = 20_000;

  private final Map<TrialKey, Observation> waiting = new LinkedHashMap<>();
  private long dropped;

  synchronized void add(Observation observation) {
    waiting.put(observation.key(), observation);
    if (waiting.size() > LIMIT) {
      waiting.remove(waiting.keySet().iterator().next());
      dropped++;
    }
  }

  synchronized void acknowledged(TrialKey key) {
    waiting.remove(key);
  }

  synchronized List<Observation> all() {
    return List.copyOf(waiting.values());
  }

  synchronized long dropped() {
    return dropped;
  }
}
