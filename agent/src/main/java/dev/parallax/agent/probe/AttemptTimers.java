package dev.parallax.agent.probe;

import dev.parallax.agent.classify.Ending;
import dev.parallax.agent.delay.StepTimer;
import dev.parallax.agent.probe.trial.Phase;
import dev.parallax.agent.probe.trial.TrialContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The time limits of one connection: at most one is running, that of a step, of a pause or of the
 * judgement of the certificate. Lives on the trial's event loop.
 */
final class AttemptTimers {
  private final TrialContext trial;
  private final Consumer<Runnable> guard;
  private final StepTimer timer;
  private Optional<Future<?>> wait = Optional.empty();
  private boolean attended = true;
  private long judgingSince;

  /**
   * @param guard runs what a time limit triggers
   */
  AttemptTimers(TrialContext trial, Consumer<Runnable> guard) {
    this.trial = trial;
    this.guard = guard;
    this.timer = new StepTimer(trial.loop(), trial.own());
  }

  /** Whether this agent attended to the peer for the whole limit of the step that ended. */
  boolean attended() {
    return attended;
  }

  /**
   * Begins a step of the peer.
   *
   * @param what what did not arrive, for the message
   */
  void step(Duration limit, String what, Phase phase) {
    cancel();
    var detail = what + " within " + limit.toMillis() + " ms";
    timer.start(
        limit,
        inTime ->
            guard.accept(
                () -> {
                  attended = inTime;
                  phase.ended(Ending.TIMEOUT, detail);
                }));
  }

  /** Waits, at most for the limit of a step. */
  void pause(long nanos, Runnable then) {
    cancel();
    schedule(Math.min(nanos, trial.stepTimeout().toNanos()), () -> guard.accept(then));
  }

  /** This host judges the certificate; its time is not that of the peer. */
  void judging(Consumer<String> overdue) {
    cancel();
    judgingSince = System.nanoTime();
    var limit = trial.stepTimeout();
    var detail = "this host took more than " + limit.toMillis() + " ms to judge the certificate";
    schedule(limit.toNanos(), () -> overdue.accept(detail));
  }

  void judged() {
    trial.own().spent(System.nanoTime() - judgingSince);
    cancel();
  }

  void cancel() {
    timer.cancel();
    wait.ifPresent(timeUp -> timeUp.cancel(false));
    wait = Optional.empty();
  }

  private void schedule(long nanos, Runnable then) {
    wait = Optional.of(trial.loop().schedule(then, nanos, TimeUnit.NANOSECONDS));
  }
}
