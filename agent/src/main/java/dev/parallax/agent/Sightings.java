package dev.parallax.agent;

import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.responder.Witness;
import dev.parallax.model.Sighting;
import dev.parallax.model.SweepId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What this host saw of the others' connections, plan by plan. A plan's time begins when it
 * arrives: every vantage was told to start after that.
 */
final class Sightings {
  private static final int PLANS = 32;

  private final Supplier<Optional<Witness>> responder;
  private final Map<SweepId, Long> begun = new LinkedHashMap<>();

  Sightings(Supplier<Optional<Witness>> responder) {
    this.responder = responder;
  }

  /** Of a host that answers nobody. */
  static Sightings none() {
    return new Sightings(Optional::empty);
  }

  synchronized void begin(AssignedPlan assigned) {
    begun.put(assigned.sweep(), System.nanoTime());
    if (begun.size() > PLANS) {
      begun.remove(begun.keySet().iterator().next());
    }
  }

  /** None for a plan that never arrived here. */
  synchronized CompletableFuture<List<Sighting>> of(SweepId sweep, int round) {
    var since = begun.get(sweep);
    return since == null
        ? CompletableFuture.completedFuture(List.of())
        : responder
            .get()
            .map(witness -> witness.seen(round, since))
            .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
  }
}
