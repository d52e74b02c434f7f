package dev.parallax.sweep;

import dev.parallax.fleet.Assignment;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.store.Store;
import dev.parallax.store.relay.AgentOrder;
import dev.parallax.store.relay.RelayedBatch;
import dev.parallax.sweep.intake.Assignments;
import dev.parallax.sweep.intake.Mail;
import dev.parallax.sweep.plan.Planner;
import dev.parallax.sweep.request.SweepRequestText;
import dev.parallax.text.Printable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of this coordinator for sweeps that another coordinator on the same database decides:
 * the plans of its agents, and what its agents report besides observations.
 */
public final class SweepRelay {
  private static final Logger log = LoggerFactory.getLogger(SweepRelay.class);

  private final Store store;
  private final Assignments assignments;
  private final Planner planner;
  private final LinkedBlockingQueue<RelayedBatch> arrived = new LinkedBlockingQueue<>();
  private final Semaphore work = new Semaphore(0);

  SweepRelay(Store store, Assignments assignments, Planner planner) {
    this.store = store;
    this.assignments = assignments;
    this.planner = planner;
  }

  /** There is something to do before the next poll. */
  public void wake() {
    work.release();
  }

  /** Returns at the next {@link #wake}, or after this time. */
  public void awaitWork(Duration atMost) throws InterruptedException {
    if (work.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      work.drainPermits();
    }
  }

  /** A message of an agent of this coordinator to a sweep that does not run here. */
  void forward(SweepId sweep, Mail mail) {
    if (!store.relays().isShared()) {
      return;
    }
    batch(sweep, mail)
        .ifPresent(
            batch -> {
              arrived.add(batch);
              wake();
            });
  }

  /** Stores what {@link #forward} received; false when there was nothing. */
  public boolean passOn() {
    var batches = new ArrayList<>(arrived);
    if (batches.isEmpty()) {
      return false;
    }
    store.relays().forward(batches);
    batches.forEach(stored -> arrived.remove());
    return true;
  }

  /**
   * The plans for agents of this coordinator, whose observations are accepted from now on. A plan
   * that is no longer stored is left out.
   *
   * @param orders of kind {@link AgentOrder.Kind#ASSIGN}
   */
  public Map<AgentOrder, Assignment> plans(List<AgentOrder> orders) {
    var plans = new HashMap<AgentOrder, Assignment>();
    for (var sweep : sweeps(orders)) {
      assignments.readAgain(sweep);
      var rounds = new HashMap<Integer, Bytes>();
      store.rounds(sweep).forEach(round -> rounds.put(round.round(), round.plan()));
      var credentials = credentials(sweep);
      for (var order : orders) {
        var plan = rounds.get(order.round());
        if (order.sweep().equals(Optional.of(sweep)) && plan != null) {
          plans.put(order, assignment(sweep, order, plan, credentials));
        }
      }
    }
    return plans;
  }

  /** From now on the sightings of a round are accepted from an agent of this coordinator. */
  public void expectSightings(AgentOrder order) {
    order
        .sweep()
        .ifPresent(
            sweep -> assignments.expectSightings(sweep, order.round(), Set.of(order.vantage())));
  }

  private static Set<SweepId> sweeps(List<AgentOrder> orders) {
    return orders.stream()
        .map(AgentOrder::sweep)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  private static Assignment assignment(
      SweepId sweep, AgentOrder order, Bytes plan, Map<String, OriginCredentials> credentials) {
    return new Assignment(
        sweep,
        plan,
        order.startAfter(),
        order.deadline(),
        order.handshakeInterval(),
        order.routes(),
        order.watchPorts(),
        credentials);
  }

  /**
   * From the file of this coordinator, because the database has no secrets; without credentials
   * that the file does not have, their trials are not run.
   */
  private Map<String, OriginCredentials> credentials(SweepId sweep) {
    try {
      return store
          .request(sweep)
          .map(SweepRequestText::read)
          .map(planner::credentials)
          .orElse(Map.of());
    } catch (IllegalArgumentException unknown) {
      log.warn("sweep {}: {}", sweep, Printable.message(unknown));
      return Map.of();
    }
  }

  private static Optional<RelayedBatch> batch(SweepId sweep, Mail mail) {
    return switch (mail) {
      case Mail.PlanFinished(var vantage, var round, var understood) ->
          Optional.of(new RelayedBatch.Finished(sweep, vantage, round, understood));
      case Mail.Sighted(var witness, var round, var seen, var last) ->
          Optional.of(new RelayedBatch.Sighted(sweep, witness, round, seen, last));
      case Mail.Observed _, Mail.Checked _, Mail.StoreFailed _, Mail.Joined _, Mail.Cancelled _ ->
          Optional.empty();
    };
  }
}
