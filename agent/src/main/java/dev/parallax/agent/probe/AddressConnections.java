package dev.parallax.agent.probe;

import dev.parallax.agent.policy.Gate;
import dev.parallax.agent.policy.GateDecision;
import dev.parallax.agent.policy.Permit;
import dev.parallax.agent.probe.quic.QuicAttempt;
import dev.parallax.agent.probe.trial.Http2Retry;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Steps;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The connections of a trial, one to each address. A connection waits for the pace of its target,
 * passes the policy and the budget of the host, and has its own result. Thread-safe.
 */
final class AddressConnections {
  private final TrialContext trial;
  private final AtomicLong longestWait = new AtomicLong();

  AddressConnections(TrialContext trial) {
    this.trial = trial;
  }

  /** Nanoseconds for which a connection waited for its pace, at most. */
  long longestWait() {
    return longestWait.get();
  }

  /** Never completes exceptionally. */
  CompletableFuture<ProbeResult> run(InetAddress address, Optional<DnsStep> dns) {
    var steps = new Steps(dns, Optional.empty(), Optional.empty(), Optional.empty());
    if (trial.spec().lastStep() == Step.DNS) {
      return CompletableFuture.completedFuture(
          new ProbeResult(Optional.of(address), new Outcome.Ok(), steps));
    }
    long wait = trial.pace().reserve();
    if (wait <= 0) {
      return asked(address, dns, steps);
    }
    longestWait.accumulateAndGet(wait, Math::max);
    var turn = new CompletableFuture<Void>();
    var _ = trial.loop().schedule(() -> turn.complete(null), wait, TimeUnit.NANOSECONDS);
    return turn.thenCompose(now -> asked(address, dns, steps));
  }

  /** A server of HTTP/2 alone receives a second request, within the pace and the budget. */
  private CompletableFuture<ProbeResult> asked(
      InetAddress address, Optional<DnsStep> dns, Steps steps) {
    return admitted(address, dns, steps)
        .thenCompose(
            first ->
                Http2Retry.of(
                    trial, first, next -> new AddressConnections(next).run(address, dns)));
  }

  private CompletableFuture<ProbeResult> admitted(
      InetAddress address, Optional<DnsStep> dns, Steps steps) {
    return switch (admission(address)) {
      case GateDecision.Refused(var refusal) ->
          CompletableFuture.completedFuture(
              ProbeResult.refused(Optional.of(address), refusal, steps));
      case GateDecision.Admitted(var permit) ->
          over(dns, permit).whenComplete((result, defect) -> permit.close());
    };
  }

  private GateDecision admission(InetAddress address) {
    return switch (trial.spec().medium()) {
      case TCP, QUIC -> gate().target(new InetSocketAddress(address, trial.spec().port()));
      case TRACE -> gate().path(address, PathProbe.TRACE_COST);
      case ECHO -> gate().path(address, PathProbe.ECHO_COST);
    };
  }

  private Gate gate() {
    return trial.around().gate();
  }

  private CompletableFuture<ProbeResult> over(Optional<DnsStep> dns, Permit permit) {
    return switch (trial.spec().medium()) {
      case TCP -> inTurn(dns, permit);
      case QUIC -> new QuicAttempt(trial, dns, permit).run();
      case TRACE -> new PathProbe(trial, dns, permit).trace();
      case ECHO -> new PathProbe(trial, dns, permit).echo();
    };
  }

  private CompletableFuture<ProbeResult> inTurn(Optional<DnsStep> dns, Permit permit) {
    return trial
        .around()
        .ports()
        .inTurn(trial, permit.remote().getAddress(), () -> new Attempt(trial, dns, permit).run());
  }
}
