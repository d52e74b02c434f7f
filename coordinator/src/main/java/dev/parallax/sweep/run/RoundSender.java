package dev.parallax.sweep.run;

import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.store.RoundPlan;
import dev.parallax.sweep.plan.FanOut;
import dev.parallax.sweep.plan.PlannedRound;
import dev.parallax.sweep.plan.RoundPace;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.SweepRequestText;
import dev.parallax.wire.Wire;
import java.util.List;
import java.util.Map;

/**
 * Stores each planned round of a sweep, and sends its plan to the available vantages. Used by the
 * thread of its sweep.
 */
final class RoundSender {
  private final RunServices services;
  private final SweepRequest request;
  private final SweepProgress progress;
  private final SweepTime time;

  RoundSender(RunServices services, SweepRequest request, SweepProgress progress, SweepTime time) {
    this.services = services;
    this.request = request;
    this.progress = progress;
    this.time = time;
  }

  /** The returned dispatch names the vantages that have the plan. */
  Dispatch send(PlannedRound round) {
    var plan = Wire.planBytes(round.plan());
    progress.widen(round.vantages());
    begin(round, plan);
    var dispatch = new Dispatch(services.agents());
    var available = dispatch.available(progress.header(), round.vantages());
    if (!available.isEmpty()) {
      send(round.plan(), Bytes.copyOf(plan), available, dispatch);
    }
    progress.sent(round.plan(), dispatch.asked(), dispatch.absent());
    if (!dispatch.absent().isEmpty()) {
      services.store().save(progress.begun(time.took()), false, List.of());
    }
    return dispatch;
  }

  /** The round is in the store before any of its observations can be. */
  private void begin(PlannedRound round, byte[] plan) {
    var begun = progress.begin(round, plan, time.took());
    services
        .store()
        .begin(
            begun,
            new RoundPlan(begun.id(), round.plan().round(), Bytes.copyOf(plan), round.vantages()),
            SweepRequestText.write(request));
    services.assignments().begin(begun.id(), round.plan(), round.vantages());
  }

  /** The ceiling of handshakes prolongs the round, and the deadline by as much. */
  private void send(ProbePlan plan, Bytes encoded, List<Vantage> vantages, Dispatch dispatch) {
    var pace = RoundPace.of(plan, vantages.size(), FanOut.of(progress.soFar(time.took())));
    time.prolong(pace.prolonged());
    dispatch.send(
        progress.header(),
        vantages,
        encoded,
        plan.ceiling(),
        pace.interval(),
        time.left(),
        credentials());
  }

  /** Without credentials that the file no longer has: their trials are not run. */
  private Map<String, OriginCredentials> credentials() {
    try {
      return services.planner().credentials(request);
    } catch (IllegalArgumentException gone) {
      SweepLog.withoutCredentials(progress.header().id(), String.valueOf(gone.getMessage()));
      return Map.of();
    }
  }
}
