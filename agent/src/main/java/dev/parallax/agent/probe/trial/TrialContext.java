package dev.parallax.agent.probe.trial;

import dev.parallax.agent.delay.OwnDelay;
import dev.parallax.agent.dns.Asker;
import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.Permit;
import dev.parallax.log.LogContext;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbeSpec;
import io.netty.channel.EventLoop;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;

/**
 * The context of one trial.
 *
 * @param loop the event loop of the trial
 * @param pace of the handshakes at the probe's host
 * @param own the delay of this agent meanwhile
 * @param logContext sweep and vantage, for log lines of the event loop
 * @param cookies of its connections
 */
public record TrialContext(
    ProbeSpec spec,
    HelloRecipe hello,
    Duration stepTimeout,
    EventLoop loop,
    HandshakePace pace,
    OwnDelay own,
    Surroundings around,
    LogContext.Captured logContext,
    HostCookies cookies) {
  /** With the log context of the calling thread. */
  public TrialContext(
      ProbeSpec spec,
      HelloRecipe hello,
      Duration stepTimeout,
      EventLoop loop,
      HandshakePace pace,
      Surroundings around) {
    this(
        spec,
        hello,
        stepTimeout,
        loop,
        pace,
        new OwnDelay(loop),
        around,
        LogContext.captured(),
        new HostCookies());
  }

  /** The same without a pace. */
  public TrialContext(
      ProbeSpec spec,
      HelloRecipe hello,
      Duration stepTimeout,
      EventLoop loop,
      Surroundings around) {
    this(spec, hello, stepTimeout, loop, HandshakePace.unlimited(), around);
  }

  /**
   * A connection of the same trial to which a redirect leads.
   *
   * @param gate by which it is admitted
   */
  public TrialContext following(ProbeSpec next, Gate gate) {
    return new TrialContext(
        next,
        next.hello().recipe().orElse(hello),
        stepTimeout,
        loop,
        pace,
        own,
        around.with(gate),
        logContext,
        cookies.following());
  }

  /** Logs a defect of this program that ended the trial. */
  public void logDefect(Logger log, String what, Throwable defect) {
    try (var _ = logContext.open()) {
      log.error("{} of {} ended by a defect", what, spec.host(), defect);
    }
  }

  /** The resolution settings for this trial's name. */
  public Asker asker(Permit permit) {
    var config = around.config();
    return new Asker(
        loop,
        own,
        permit,
        config.bind(),
        config.trusted(),
        around.clock(),
        around.random(),
        around.judges());
  }

  /**
   * The resources that all trials of a prober share.
   *
   * @param judges the executor for certificate validation, so that no other trial is delayed
   * @param chains that were judged before, and the memory for chains that wait for it
   * @param redirects to other origins that were followed
   */
  public record Surroundings(
      ProberConfig config,
      Gate gate,
      Clock clock,
      RandomGenerator random,
      Executor judges,
      JudgedChains chains,
      OpenAttempts open,
      SourcePorts ports,
      FollowedRedirects redirects) {
    /** The same with another configuration of the host. */
    public Surroundings with(ProberConfig other) {
      return new Surroundings(other, gate, clock, random, judges, chains, open, ports, redirects);
    }

    /** The same behind another gate. */
    Surroundings with(Gate other) {
      return new Surroundings(config, other, clock, random, judges, chains, open, ports, redirects);
    }
  }
}
