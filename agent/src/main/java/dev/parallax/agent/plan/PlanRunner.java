package dev.parallax.agent.plan;

import dev.parallax.agent.probe.Prober;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.observation.Observation;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Runs plans: every trial at its time, its observation delivered when it is complete. */
public final class PlanRunner {
  private final Prober prober;
  private final Runnable host;
  private final Consent consent;
  private final ScheduledExecutorService scheduler;
  private final RandomGenerator random;

  /**
   * Without a plan yet.
   *
   * @param host reads the configuration of the host again; called before each plan
   */
  public PlanRunner(
      Prober prober,
      Runnable host,
      Consent consent,
      ScheduledExecutorService scheduler,
      RandomGenerator random) {
    this.prober = prober;
    this.host = host;
    this.consent = consent;
    this.scheduler = scheduler;
    this.random = random;
  }

  /**
   * Starts the trials.
   *
   * @param sink receives each observation, from any thread
   * @param finished runs once, after the last observation
   */
  public RunningPlan start(PlanTrials trials, Consumer<Observation> sink, Runnable finished) {
    return start(trials, CompletableFuture::completedFuture, sink, finished);
  }

  /**
   * Starts the trials.
   *
   * @param completion adds further data of this host to each result; the trial then ends
   */
  RunningPlan start(
      PlanTrials trials, Completion completion, Consumer<Observation> sink, Runnable finished) {
    host.run();
    trials.notAdmitted().forEach(sink);
    var running = plan(trials, completion, sink, finished);
    running.start();
    return running;
  }

  /** Runs no trial: every trial is reported with this reason. */
  void refuse(
      PlanTrials trials,
      NotRunReason reason,
      String detail,
      Consumer<Observation> sink,
      Runnable finished) {
    trials.notAdmitted().forEach(sink);
    plan(trials, CompletableFuture::completedFuture, sink, finished).stop(reason, detail);
  }

  private RunningPlan plan(
      PlanTrials trials, Completion completion, Consumer<Observation> sink, Runnable finished) {
    var plan = trials.assigned().plan();
    var timelines = Schedule.of(plan.known(), plan.spacing(), new Random(random.nextLong()));
    var paces = new HandshakePaces(trials.assigned().keptInterval(), System::nanoTime);
    RunningPlan.TrialProber probe =
        slot ->
            prober
                .probe(
                    trials.complete(slot.probe()),
                    plan.hello(),
                    plan.stepTimeout(),
                    paces.of(slot.probe()))
                .thenCompose(completion::of);
    return new RunningPlan(trials, timelines, paces, consent, probe, scheduler, sink, finished);
  }

  /** Adds data to the results of one trial; never fails. */
  interface Completion {
    CompletableFuture<List<ProbeResult>> of(List<ProbeResult> results);
  }
}
