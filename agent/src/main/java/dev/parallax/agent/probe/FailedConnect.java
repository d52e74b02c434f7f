package dev.parallax.agent.probe;

import dev.parallax.agent.classify.SocketErrors;
import dev.parallax.agent.classify.TcpFailures;
import dev.parallax.agent.probe.trial.LocalRoutes;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.agent.probe.wire.HopLimitedPacket;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.text.Printable;
import java.net.InetAddress;
import java.time.Duration;

/** The outcome of a connect call that failed: a failure of the peer, or a limit of this host. */
record FailedConnect(TrialContext trial, InetAddress address, HopLimitedPacket limited) {
  Outcome outcome(Throwable cause, Duration took) {
    if (SocketErrors.isLocal(cause)) {
      return new Outcome.NotRun(NotRunReason.AGENT_ERROR, local(cause));
    }
    var failure = TcpFailures.of(Step.TCP, LocalRoutes.explain(cause, address));
    return new Outcome.Failed(limited.explain(failure, cause, took));
  }

  private String local(Throwable cause) {
    int port = trial.spec().route().sourcePort();
    return (port > 0 ? "source port " + port + ": " : "") + Printable.message(cause);
  }
}
