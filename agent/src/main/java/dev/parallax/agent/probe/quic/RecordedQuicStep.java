package dev.parallax.agent.probe.quic;

import dev.parallax.agent.probe.tls.CapturingTrustManager;
import dev.parallax.agent.probe.trial.ProbeResult;
import dev.parallax.agent.probe.trial.TrialContext;
import dev.parallax.agent.probe.wire.DatagramTap;
import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TlsStep.Alert;
import dev.parallax.text.Printable;
import io.netty.handler.codec.quic.QuicChannel;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A QUIC handshake as it is recorded: as the TLS step, with datagrams as records. */
final class RecordedQuicStep {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedQuicStep.class);

  private final TrialContext trial;
  private final Optional<DnsStep> dns;
  private final InetAddress address;
  private final CapturingTrustManager chain;
  private long startedAt = System.nanoTime();
  private Optional<Alert> alert = Optional.empty();

  RecordedQuicStep(
      TrialContext trial, Optional<DnsStep> dns, InetAddress address, CapturingTrustManager chain) {
    this.trial = trial;
    this.dns = dns;
    this.address = address;
    this.chain = chain;
  }

  void started() {
    startedAt = System.nanoTime();
  }

  void alert(Optional<Alert> sent) {
    alert = sent;
  }

  /** A step that cannot be recorded is a defect of this program and ends the trial without it. */
  ProbeResult result(Outcome outcome, Optional<QuicChannel> quic, DatagramTap tap) {
    try {
      return result(outcome, Optional.of(step(quic, tap)));
    } catch (Throwable defect) {
      trial.logDefect(LOG, "the record of a QUIC step", defect);
      return withoutHandshake(
          new Outcome.NotRun(NotRunReason.AGENT_ERROR, Printable.message(defect)));
    }
  }

  /** Of the steps only name resolution. */
  ProbeResult withoutHandshake(Outcome outcome) {
    return result(outcome, Optional.empty());
  }

  private ProbeResult result(Outcome outcome, Optional<TlsStep> tls) {
    var steps = new Steps(dns, Optional.empty(), tls, Optional.empty());
    return new ProbeResult(Optional.of(address), outcome, steps);
  }

  private TlsStep step(Optional<QuicChannel> quic, DatagramTap tap) {
    long now = System.nanoTime();
    return new TlsStep(
        TlsStep.SentHello.none(trial.spec().serverName()),
        agreed(quic),
        chain.sent().stream().map(CertificateReader::facts).toList(),
        Optional.empty(),
        Optional.empty(),
        false,
        alert,
        tap.traffic(),
        Duration.ofNanos(now - tap.lastSendAt()),
        Duration.ofNanos(now - startedAt));
  }

  private static TlsStep.Agreed agreed(Optional<QuicChannel> quic) {
    return quic.map(QuicChannel::sslEngine)
        .filter(engine -> engine.getSession().isValid())
        .map(
            engine ->
                new TlsStep.Agreed(
                    engine.getSession().getProtocol(),
                    engine.getSession().getCipherSuite(),
                    "",
                    Optional.ofNullable(engine.getApplicationProtocol()).orElse(""),
                    false))
        .orElse(TlsStep.Agreed.NOTHING);
  }
}
