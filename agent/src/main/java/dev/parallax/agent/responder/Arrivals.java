package dev.parallax.agent.responder;

import dev.parallax.model.observation.Sighting;
import dev.parallax.model.vantage.VantageId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The recorded connections: all open connections, and the latest ended connections. Used by one
 * thread.
 */
final class Arrivals {
  private final VantageId self;
  private final ResponderLimits limits;
  private final Set<Arrival> open = new LinkedHashSet<>();
  private final Deque<Arrival> ended = new ArrayDeque<>();

  Arrivals(VantageId self, ResponderLimits limits) {
    this.self = self;
    this.limits = limits;
  }

  void began(Arrival arrival) {
    open.add(arrival);
  }

  void ended(Arrival arrival) {
    if (open.remove(arrival)) {
      ended.addLast(arrival);
      forget();
    }
  }

  boolean isFull() {
    return open.size() >= limits.connections();
  }

  List<Sighting> since(int round, long since) {
    forget();
    return Stream.concat(ended.stream(), open.stream())
        .filter(arrival -> arrival.startedAt() - since >= 0)
        .map(arrival -> arrival.sighting(self, round))
        .toList();
  }

  private void forget() {
    long oldest = System.nanoTime() - limits.memory().toNanos();
    while (!ended.isEmpty()
        && (ended.size() > limits.kept() || ended.getFirst().startedAt() - oldest < 0)) {
      ended.removeFirst();
    }
  }
}
