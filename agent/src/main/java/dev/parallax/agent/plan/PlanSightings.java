package dev.parallax.agent.plan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.memory.ByteBudget;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.responder.Witness;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Sightings of connections by this host, apart from its own probes, for each plan. The time of a
 * plan begins with its arrival, before the common start of all vantages.
 */
public final class PlanSightings {
  private static final int PLANS = 32;

  private final VantageId self;
  private final Consent consent;
  private final Supplier<Optional<Witness>> responder;

  /** For the packets that all plans' watches keep. */
  private final ByteBudget memory = new ByteBudget(ByteBudget.EIGHTH_OF_HEAP);

  @GuardedBy("this")
  private final Map<SweepId, PlanWatches> plans = new LinkedHashMap<>();

  /**
   * Without watches.
   *
   * @param responder the responder of this agent, while it runs
   */
  public PlanSightings(VantageId self, Consent consent, Supplier<Optional<Witness>> responder) {
    this.self = self;
    this.consent = consent;
    this.responder = responder;
  }

  synchronized void begin(AssignedPlan assigned) {
    forget(assigned.sweep());
    plans.put(assigned.sweep(), PlanWatches.begin(self, consent, assigned, memory));
    if (plans.size() > PLANS) {
      forget(plans.keySet().iterator().next());
    }
  }

  /** The results with the packets of connections that broke, where this process may see packets. */
  synchronized CompletableFuture<List<ProbeResult>> completed(
      SweepId sweep, List<ProbeResult> results) {
    var watching = plans.get(sweep);
    return watching == null
        ? CompletableFuture.completedFuture(results)
        : watching.completed(results);
  }

  /** All own trials have ended; the watch for other vantages continues. */
  synchronized void finished(SweepId sweep) {
    var watching = plans.get(sweep);
    if (watching != null) {
      watching.finished();
    }
  }

  /** Empty for a plan that never arrived here. */
  synchronized CompletableFuture<List<Sighting>> of(SweepId sweep, int round) {
    var watching = plans.get(sweep);
    if (watching == null) {
      return CompletableFuture.completedFuture(List.of());
    }
    var answered =
        responder
            .get()
            .map(witness -> witness.seen(round, watching.since()))
            .orElseGet(() -> CompletableFuture.completedFuture(List.of()));
    return answered.thenCombine(watching.arrived(round), PlanSightings::both);
  }

  private static List<Sighting> both(List<Sighting> answered, List<Sighting> arrived) {
    return Stream.concat(answered.stream(), arrived.stream()).toList();
  }

  @GuardedBy("this")
  private void forget(SweepId sweep) {
    var older = plans.remove(sweep);
    if (older != null) {
      older.close();
    }
  }
}
