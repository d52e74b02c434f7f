package dev.parallax.model;

import dev.parallax.model.endpoint.Scheme;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.PublishedFailureWords;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.CpuShortage;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsTrace;
import dev.parallax.model.observation.HttpNote;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.ReceivedData;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.observation.ZoneAnswer;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.List;

/** Random observations and the vantages they come from. */
public sealed class ObservationValues extends Values permits SweepValues {
  public ObservationValues(long seed) {
    super(seed);
  }

  public VantageId vantageId() {
    return new VantageId("v" + upTo(9));
  }

  public Vantage vantage() {
    return new Vantage(vantageId(), words(), word(), maybe(this::offset), words());
  }

  public Observation observation() {
    return new Observation(key(), hash(), outcome(), steps(), maybe(this::delay));
  }

  private SchedulingDelay delay() {
    return new SchedulingDelay(span(), span(), maybe(this::shortage));
  }

  private CpuShortage shortage() {
    return new CpuShortage(upTo(9), span(), span(), span());
  }

  public TrialKey key() {
    return new TrialKey(
        new SweepId("s-" + upTo(1_000)),
        1 + upTo(3),
        target().name(),
        vantageId(),
        oneOf(Arm.values()),
        text(),
        maybe(this::address),
        1 + upTo(19));
  }

  /** A target as created by {@link Target#parse}. */
  public Target target() {
    var host =
        coin() ? word() + ".example" : "[2001:db8::" + Integer.toHexString(upTo(65_535)) + "]";
    var scheme = oneOf(Scheme.values());
    var port = scheme.defaultPort() > 0 && coin() ? "" : ":" + (1 + upTo(65_534));
    var pin = maybe(this::address).map(address -> "@" + address.getHostAddress()).orElse("");
    var path = coin() ? "" : "/" + word() + "?q=" + word();
    return Target.parse(scheme.word() + "://" + host + port + pin + path);
  }

  public Outcome outcome() {
    return switch (upTo(2)) {
      case 0 -> new Outcome.Ok();
      case 1 -> new Outcome.Failed(new Failure(oneOf(Step.values()), failureWord(), text()));
      default -> new Outcome.NotRun(oneOf(NotRunReason.values()), text());
    };
  }

  /** A published word, or a word that only a newer agent knows. */
  public FailureWord failureWord() {
    return upTo(4) == 0
        ? new FailureWord("newer_" + word())
        : oneOf(PublishedFailureWords.FIXED.toArray(FailureWord[]::new));
  }

  public Steps steps() {
    return new Steps(
        maybe(this::dns),
        maybe(this::tcp),
        maybe(this::tls),
        maybe(this::http),
        maybe(this::path),
        maybe(this::packets));
  }

  DnsStep dns() {
    return new DnsStep(
        word(),
        coin() ? "udp" : "tcp",
        word(),
        some(() -> new DnsStep.AddressRecord(address(), span())),
        coin(),
        upTo(3),
        some(() -> new DnsStep.AddressRecord(address(), span())),
        span(),
        new DnsTrace(
            some(this::word),
            coin() ? List.of() : List.of(DnsNote.values()),
            some(this::query),
            some(this::zoneAnswer)));
  }

  private ZoneAnswer zoneAnswer() {
    return new ZoneAnswer(
        word(),
        word(),
        word(),
        coin() ? "udp" : "tcp",
        word(),
        maybe(this::word),
        coin(),
        word(),
        maybe(this::word),
        maybe(this::failureWord),
        some(this::address),
        span());
  }

  private DnsQuery query() {
    return new DnsQuery(
        word(),
        coin() ? "udp" : "tcp",
        word(),
        word(),
        maybe(this::failureWord),
        some(this::address),
        span());
  }

  private TcpStep tcp() {
    return new TcpStep(address(), upTo(65_535), upTo(65_535), span(), maybe(this::tcpInfo));
  }

  private TcpStep.TcpInfo tcpInfo() {
    return new TcpStep.TcpInfo(
        span(), span(), upTo(9), upTo(9), upTo(9_999), upTo(1_460), upTo(1_500));
  }

  private TlsStep tls() {
    return new TlsStep(
        new TlsStep.SentHello(
            maybe(this::word), coin() ? hash() : "", coin() ? hash() : "", upTo(600), word()),
        new TlsStep.Agreed(word(), word(), word(), coin() ? "" : "http/1.1", coin()),
        some(this::certificate),
        maybe(this::staple),
        maybe(this::central),
        coin(),
        maybe(() -> new TlsStep.Alert(1 + upTo(1), upTo(255), coin())),
        new TlsStep.Traffic(
            upTo(Integer.MAX_VALUE - 1) * 4L, upTo(9_999), upTo(9), upTo(9), maybe(this::text)),
        span(),
        span(),
        new CleartextLines(some(this::word)));
  }

  private OcspStaple staple() {
    return new OcspStaple(
        oneOf(OcspStaple.Status.values()),
        maybe(this::time),
        maybe(this::time),
        maybe(this::time),
        text());
  }

  private CentralCheck central() {
    return new CentralCheck(
        maybe(this::failureWord),
        maybe(this::failureWord),
        maybe(() -> new CentralCheck.AtServer(maybe(this::failureWord))),
        some(this::revocation));
  }

  private CentralCheck.RevocationAnswer revocation() {
    return new CentralCheck.RevocationAnswer(
        word(),
        oneOf(CentralCheck.Source.values()),
        word(),
        oneOf(CentralCheck.Status.values()),
        maybe(this::time),
        word());
  }

  private PathStep path() {
    return new PathStep(
        word(),
        some(
            () ->
                new PathStep.Reply(
                    upTo(30), maybe(this::address), upTo(11), upTo(15), maybe(this::span))));
  }

  private Packets packets() {
    return new Packets(
        some(
            () ->
                new Packets.CapturedSegment(
                    coin(),
                    "RA",
                    upTo(255),
                    upTo(65_535),
                    upTo(Integer.MAX_VALUE - 1) * 2L,
                    upTo(9_999),
                    upTo(65_535),
                    upTo(1_460),
                    span())));
  }

  private CertificateFacts certificate() {
    return new CertificateFacts(
        hash(), text(), text(), some(this::text), time(), time(), word(), word(), bytes(upTo(40)));
  }

  private HttpStep http() {
    return new HttpStep(
        word(),
        upTo(599),
        words(),
        some(this::text),
        hash(),
        maybe(this::text),
        span(),
        List.of(HttpNote.BARE_LF, HttpNote.HTTP2_ONLY),
        maybe(() -> new ReceivedData(upTo(Integer.MAX_VALUE - 1) * 4L, upTo(9_999))),
        maybe(
            () ->
                new RedirectEnd(
                    text(),
                    upTo(5),
                    upTo(599),
                    maybe(() -> new Failure(Step.TCP, FailureWord.CONNECT_TIMEOUT, text())),
                    text())));
  }
}
