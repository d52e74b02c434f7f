package dev.parallax.agent.probe;

import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.agent.probe.wire.HopLimitedPacket;
import dev.parallax.agent.probe.wire.KernelTcpInfo;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.text.Printable;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of one connection as they are recorded, and its result. */
final class RecordedSteps {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedSteps.class);

  private final TrialContext trial;
  private final Optional<DnsStep> dns;
  private final InetSocketAddress remote;
  private final EpollSocketChannel channel;
  private final HopLimitedPacket limited;
  private Duration connectTook = Duration.ZERO;
  private Optional<TlsStep> tls = Optional.empty();
  private Optional<HttpStep> http = Optional.empty();

  RecordedSteps(
      TrialContext trial,
      Optional<DnsStep> dns,
      InetSocketAddress remote,
      EpollSocketChannel channel,
      HopLimitedPacket limited) {
    this.trial = trial;
    this.dns = dns;
    this.remote = remote;
    this.channel = channel;
    this.limited = limited;
  }

  /** Zero until the connect call has ended. */
  Duration connectTook() {
    return connectTook;
  }

  void connectTook(Duration took) {
    connectTook = took;
  }

  Optional<TlsStep> tls() {
    return tls;
  }

  void tls(TlsStep step) {
    tls = Optional.of(step);
  }

  void http(HttpStep step) {
    http = Optional.of(step);
  }

  /** Steps that cannot be recorded are a defect of this program; the trial ends without them. */
  ProbeResult result(Outcome outcome) {
    try {
      return new ProbeResult(Optional.of(remote.getAddress()), outcome, steps());
    } catch (Throwable defect) {
      trial.logDefect(LOG, "the record of the steps", defect);
      return withoutConnection(
          new Outcome.NotRun(NotRunReason.AGENT_ERROR, Printable.message(defect)));
    }
  }

  /** Of the steps only name resolution. */
  ProbeResult withoutConnection(Outcome outcome) {
    var steps = new Steps(dns, Optional.empty(), Optional.empty(), Optional.empty());
    return new ProbeResult(Optional.of(remote.getAddress()), outcome, steps);
  }

  private Steps steps() {
    var local = channel.localAddress();
    var tcp =
        new TcpStep(
            remote.getAddress(),
            remote.getPort(),
            local == null ? 0 : local.getPort(),
            connectTook,
            KernelTcpInfo.of(channel));
    return new Steps(dns, Optional.of(tcp), tls, http, limited.path(), Optional.empty());
  }
}
