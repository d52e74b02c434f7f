package dev.parallax.agent;

import dev.parallax.agent.probe.ProbeResult;
import dev.parallax.agent.probe.Prober;
import dev.parallax.model.Arm;
import dev.parallax.model.NotRunReason;
import dev.parallax.model.Observation;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Runs plans: every trial at its time, its observation handed on when it is there. */
final class PlanRunner {
  /** Arms that set off a filter on purpose; they run only where this host's owner agreed. */
  static final Set<Arm> OPT_IN =
      Collections.unmodifiableSet(EnumSet.of(Arm.REAL_SNI_AT_NEUTRAL, Arm.TTL_WALK, Arm.RESPONDER));

  private final Prober prober;
  private final Set<Arm> optedIn;
  private final ScheduledExecutorService scheduler;
  private final RandomGenerator random;

  PlanRunner(
      Prober prober, Set<Arm> optedIn, ScheduledExecutorService scheduler, RandomGenerator random) {
    this.prober = prober;
    this.optedIn = Set.copyOf(optedIn);
    this.scheduler = scheduler;
    this.random = random;
  }

  /**
   * Starts the trials.
   *
   * @param sink takes each observation, from any thread
   * @param finished runs once, after the last observation
   */
  Running start(Trials trials, Consumer<Observation> sink, Runnable finished) {
    return start(trials, CompletableFuture::completedFuture, sink, finished);
  }

  /**
   * Starts the trials.
   *
   * @param completion adds to each result what else this host knows of it; the trial is over then
   */
  Running start(
      Trials trials, Completion completion, Consumer<Observation> sink, Runnable finished) {
    var running = new Running(trials, completion, sink, finished);
    trials.notUnderstood().forEach(sink);
    running.schedule(
        Schedule.of(trials.assigned().plan().known(), trials.assigned().plan().spacing(), random));
    return running;
  }

  /** Adds to the results of one trial; never fails. */
  interface Completion {
    CompletableFuture<List<ProbeResult>> of(List<ProbeResult> results);
  }

  /** A plan under way. */
  final class Running {
    private final Trials trials;
    private final Completion completion;
    private final Consumer<Observation> sink;
    private final Runnable finished;
    private final Set<Schedule.Slot> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    private Running(
        Trials trials, Completion completion, Consumer<Observation> sink, Runnable finished) {
      this.trials = trials;
      this.completion = completion;
      this.sink = sink;
      this.finished = finished;
    }

    /** Runs nothing more; what has not run is told to be so. */
    void stop(NotRunReason reason) {
      stopped = true;
      List.copyOf(open)
          .forEach(slot -> settle(slot, () -> sink.accept(trials.notRun(slot, reason, ""))));
    }

    /** Every trial has been reported. */
    boolean over() {
      return open.isEmpty();
    }

    private void schedule(List<Schedule.Slot> slots) {
      if (slots.isEmpty()) {
        finished.run();
        return;
      }
      open.addAll(slots);
      long start = trials.assigned().startAfter().toNanos();
      slots.forEach(slot -> later(() -> run(slot), start + slot.at().toNanos()));
      later(() -> stop(NotRunReason.DEADLINE), start + trials.assigned().deadline().toNanos());
    }

    private void later(Runnable task, long nanos) {
      var _ = scheduler.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }

    private void run(Schedule.Slot slot) {
      if (stopped) {
        return;
      }
      if (OPT_IN.contains(slot.probe().arm()) && !optedIn.contains(slot.probe().arm())) {
        var said = "the owner of this host has not opted in to " + slot.probe().arm().word();
        settle(slot, () -> sink.accept(trials.notRun(slot, NotRunReason.REFUSED_BY_POLICY, said)));
        return;
      }
      var _ =
          prober
              .probe(
                  trials.routed(slot.probe()),
                  trials.assigned().plan().hello(),
                  trials.assigned().plan().stepTimeout())
              .thenCompose(completion::of)
              .whenComplete((results, error) -> settle(slot, () -> report(slot, results, error)));
    }

    private void report(
        Schedule.Slot slot, @Nullable List<ProbeResult> results, @Nullable Throwable error) {
      if (results == null) {
        sink.accept(trials.notRun(slot, NotRunReason.AGENT_ERROR, String.valueOf(error)));
        return;
      }
      results.forEach(result -> sink.accept(trials.observation(slot, result)));
    }

    /** Each slot ends once, by its result or by the deadline, whichever is first. */
    private void settle(Schedule.Slot slot, Runnable ending) {
      if (!open.contains(slot)) {
        return;
      }
      synchronized (this) {
        if (!open.contains(slot)) {
          return;
        }
        ending.run();
        open.remove(slot);
        if (!open.isEmpty()) {
          return;
        }
      }
      finished.run();
    }
  }
}
