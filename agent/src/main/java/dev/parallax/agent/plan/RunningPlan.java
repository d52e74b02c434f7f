package dev.parallax.agent.plan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.log.LogContext;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.Observation;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A running plan. For each target only the next trial is scheduled, so that the plan needs memory
 * for its probes and its running trials only.
 */
final class RunningPlan {
  private static final String CUT =
      "this agent ends a plan " + AssignedPlan.LONGEST.toMinutes() + " minutes after it arrived";

  private final PlanTrials trials;
  private final List<Timeline> timelines;
  private final HandshakePaces paces;
  private final Consent consent;
  private final TrialProber prober;
  private final ScheduledExecutorService scheduler;
  private final Consumer<Observation> sink;
  private final Runnable finished;
  private final long start;

  @GuardedBy("this")
  private final Set<Schedule.Slot> open = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Timelines with trials left. */
  @GuardedBy("this")
  private int waiting;

  @GuardedBy("this")
  private boolean stopped;

  @GuardedBy("this")
  private boolean over;

  @GuardedBy("this")
  private Optional<Future<?>> deadline = Optional.empty();

  /** Runs one trial; fails only by a defect. */
  interface TrialProber {
    CompletableFuture<List<ProbeResult>> probe(Schedule.Slot slot);
  }

  RunningPlan(
      PlanTrials trials,
      List<Timeline> timelines,
      HandshakePaces paces,
      Consent consent,
      TrialProber prober,
      ScheduledExecutorService scheduler,
      Consumer<Observation> sink,
      Runnable finished) {
    this.trials = trials;
    this.timelines = timelines;
    this.paces = paces;
    this.waiting = (int) timelines.stream().filter(Timeline::hasNext).count();
    this.consent = consent;
    this.prober = prober;
    this.scheduler = scheduler;
    this.sink = sink;
    this.finished = finished;
    this.start = System.nanoTime() + trials.assigned().startAfter().toNanos();
  }

  /** The number of its probes. */
  int probes() {
    return trials.assigned().plan().known().size();
  }

  /** Every trial has been reported. */
  synchronized boolean over() {
    return over;
  }

  void start() {
    synchronized (this) {
      var assigned = trials.assigned();
      deadline = later(this::deadline, start + assigned.deadline().toNanos());
      for (var timeline : timelines) {
        if (timeline.hasNext()) {
          schedule(timeline, start);
        }
      }
    }
    endIfOver();
  }

  private void deadline() {
    stop(NotRunReason.DEADLINE, trials.assigned().isCut() ? CUT : "");
  }

  /** Runs no further trial; every trial without a result is reported with this reason. */
  void stop(NotRunReason reason, String detail) {
    synchronized (this) {
      if (stopped) {
        return;
      }
      stopped = true;
      open.forEach(slot -> sink.accept(trials.notRun(slot, reason, detail)));
      open.clear();
      for (var timeline : timelines) {
        timeline.forEachRemaining(slot -> sink.accept(trials.notRun(slot, reason, detail)));
      }
      waiting = 0;
    }
    endIfOver();
  }

  /** At its time, and not before {@code earliest}: after a delay trials are not made up for. */
  @GuardedBy("this")
  private void schedule(Timeline timeline, long earliest) {
    if (timeline.hasNext()) {
      long planned = start + timeline.nextAt().toNanos();
      var _ = later(() -> next(timeline), planned - earliest > 0 ? planned : earliest);
    } else {
      waiting--;
    }
  }

  private void next(Timeline timeline) {
    Schedule.Slot slot;
    synchronized (this) {
      if (stopped) {
        return;
      }
      long now = System.nanoTime();
      long wait = paces.of(timeline.nextProbe()).untilFree();
      if (wait > 0) {
        var _ = later(() -> next(timeline), now + wait);
        return;
      }
      slot = timeline.next();
      open.add(slot);
      schedule(timeline, now + trials.assigned().plan().spacing().toNanos());
    }
    run(slot);
  }

  private void run(Schedule.Slot slot) {
    var refusal = consent.refusal(slot.probe());
    if (refusal.isPresent()) {
      settle(
          slot,
          () ->
              sink.accept(
                  trials.notRun(slot, NotRunReason.REFUSED_BY_POLICY, refusal.orElseThrow())));
      return;
    }
    var missing = trials.missingCredentials(slot.probe());
    if (missing.isPresent()) {
      settle(
          slot,
          () -> sink.accept(trials.notRun(slot, NotRunReason.AGENT_ERROR, missing.orElseThrow())));
      return;
    }
    var _ =
        prober
            .probe(slot)
            .whenComplete(
                (results, error) ->
                    inContext(() -> settle(slot, () -> report(slot, results, error))));
  }

  private void report(
      Schedule.Slot slot, @Nullable List<ProbeResult> results, @Nullable Throwable error) {
    if (results == null) {
      sink.accept(trials.notRun(slot, NotRunReason.AGENT_ERROR, String.valueOf(error)));
      return;
    }
    results.stream()
        .map(result -> PrivateBody.withheld(result, consent))
        .forEach(result -> sink.accept(trials.observation(slot, result)));
  }

  /** Each slot ends once, by its result or by a stop, whichever is first. */
  private void settle(Schedule.Slot slot, Runnable ending) {
    synchronized (this) {
      if (!open.contains(slot)) {
        return;
      }
      ending.run();
      open.remove(slot);
    }
    endIfOver();
  }

  private void endIfOver() {
    synchronized (this) {
      if (over || !open.isEmpty() || waiting > 0) {
        return;
      }
      over = true;
      deadline.ifPresent(timer -> timer.cancel(false));
    }
    finished.run();
  }

  private Optional<Future<?>> later(Runnable task, long at) {
    try {
      return Optional.of(
          scheduler.schedule(() -> inContext(task), at - System.nanoTime(), TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException closing) {
      return Optional.empty();
    }
  }

  private void inContext(Runnable task) {
    try (var _ = LogContext.of(trials.assigned().sweep(), trials.self())) {
      task.run();
    }
  }
}
