package dev.parallax.report;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.PublishedFailureWords;
import dev.parallax.model.failure.Step;
import dev.parallax.model.history.SeenServer;
import dev.parallax.model.history.SiteTimes;
import dev.parallax.model.history.StepHistory;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.history.VantageHistory;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.CpuShortage;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsQuery;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.DnsTrace;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.observation.ZoneAnswer;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws sweeps with unusual values in every field, the same for the same seed. */
public final class SweepGenerator {
  private static final String ODD = "aé中\u0000\u001b\u202e\"\\<>\n \uD83D\uDE00z";
  private final Random random;
  private final SweepId id = new SweepId("generated");

  public SweepGenerator(long seed) {
    random = new Random(seed);
  }

  public Sweep sweep() {
    var targets = list(3, () -> results(Target.parse(host() + ".example.org:" + port())));
    return new Sweep(
        id,
        instant(),
        span(),
        random.nextBoolean(),
        list(4, this::vantage),
        rounds(),
        new Coverage(count(), count(), list(2, this::missing)),
        targets,
        list(2, this::sighting),
        pick(Family.values()));
  }

  /** At most three rounds. */
  public List<Round> rounds() {
    return list(3, () -> new Round(count() + 1, hash(), list(3, this::reason), count()));
  }

  private TargetResults results(Target target) {
    var inside = new TreeMap<VantageId, Optional<InetAddress>>();
    list(2, this::name).forEach(name -> inside.put(name, maybe(this::address)));
    return new TargetResults(
        target,
        inside,
        list(6, () -> observation(target)),
        maybe(this::dns),
        random.nextInt(3) == 0 ? Exchange.parse(WORDS) : Exchange.DEFAULT,
        maybe(this::history));
  }

  private TargetHistory history() {
    return new TargetHistory(
        maybe(this::instant),
        list(
            3,
            () ->
                new VantageHistory(
                    name(),
                    list(4, this::times),
                    list(2, () -> new SiteTimes(text(), list(4, this::times))),
                    maybe(this::server))));
  }

  private StepHistory times() {
    return new StepHistory(pick(Step.values()), count() + 1, instant(), waited(), waited());
  }

  private SeenServer server() {
    return new SeenServer(
        list(2, this::hash),
        list(2, this::text),
        list(2, this::address),
        list(2, this::text),
        list(2, this::text));
  }

  private static final List<String> WORDS =
      List.of("method=HEAD", "header=Accept: text/html", "status=200-299,301", "body~'<b>' \"&\"");

  private Observation observation(Target target) {
    var arm = pick(Arm.values());
    var reference = arm == Arm.REFERENCE || random.nextInt(10) == 0;
    var key =
        new TrialKey(
            id,
            count() + 1,
            reference ? text() : target.name(),
            name(),
            arm,
            text(),
            maybe(this::address),
            count() + 1);
    return new Observation(key, hash(), outcome(), steps(), maybe(this::delay));
  }

  private SchedulingDelay delay() {
    var shortage = maybe(() -> new CpuShortage(count(), waited(), waited(), waited()));
    return new SchedulingDelay(waited(), waited(), shortage);
  }

  private Duration waited() {
    return Duration.ofNanos(random.nextLong(1L << 40));
  }

  private Outcome outcome() {
    return switch (random.nextInt(3)) {
      case 0 -> new Outcome.Ok();
      case 1 -> new Outcome.Failed(new Failure(pick(Step.values()), word(), text()));
      default -> new Outcome.NotRun(pick(NotRunReason.values()), text());
    };
  }

  /** The steps of one trial, each present or absent. */
  public Steps steps() {
    return new Steps(
        maybe(this::dns),
        maybe(this::tcp),
        maybe(this::tls),
        maybe(this::http),
        maybe(this::path),
        maybe(this::packets));
  }

  private DnsStep dns() {
    return new DnsStep(
        text(),
        text(),
        text(),
        list(3, () -> new DnsStep.AddressRecord(address(), span())),
        random.nextBoolean(),
        count(),
        list(2, () -> new DnsStep.AddressRecord(address(), span())),
        span(),
        new DnsTrace(
            list(2, this::text),
            random.nextBoolean() ? List.of() : List.of(DnsNote.values()),
            list(2, this::query),
            list(2, this::zoneAnswer)));
  }

  private ZoneAnswer zoneAnswer() {
    return new ZoneAnswer(
        text(),
        text(),
        text(),
        text(),
        text(),
        maybe(this::text),
        random.nextBoolean(),
        text(),
        maybe(this::text),
        maybe(() -> FailureWord.DNS_TIMEOUT),
        list(2, this::address),
        span());
  }

  private DnsQuery query() {
    return new DnsQuery(
        text(),
        text(),
        text(),
        text(),
        maybe(() -> FailureWord.DNS_TIMEOUT),
        list(2, this::address),
        span());
  }

  private TcpStep tcp() {
    return new TcpStep(
        address(),
        port(),
        port(),
        span(),
        maybe(
            () ->
                new TcpStep.TcpInfo(span(), span(), count(), count(), count(), count(), count())));
  }

  private TlsStep tls() {
    return new TlsStep(
        new TlsStep.SentHello(maybe(this::text), hash(), hash(), count(), text()),
        new TlsStep.Agreed(text(), text(), text(), text(), random.nextBoolean()),
        list(3, this::certificate),
        maybe(this::staple),
        maybe(this::central),
        random.nextBoolean(),
        maybe(() -> new TlsStep.Alert(count(), count(), random.nextBoolean())),
        new TlsStep.Traffic(
            random.nextLong(Long.MAX_VALUE),
            random.nextLong(Long.MAX_VALUE),
            count(),
            count(),
            maybe(this::text)),
        span(),
        span(),
        new CleartextLines(list(3, this::text)));
  }

  private OcspStaple staple() {
    return new OcspStaple(
        pick(OcspStaple.Status.values()),
        maybe(this::instant),
        maybe(this::instant),
        maybe(this::instant),
        text());
  }

  private CentralCheck central() {
    return new CentralCheck(
        maybe(this::word),
        maybe(this::word),
        maybe(() -> new CentralCheck.AtServer(maybe(this::word))),
        list(2, this::revocation));
  }

  private CentralCheck.RevocationAnswer revocation() {
    return new CentralCheck.RevocationAnswer(
        text(),
        pick(CentralCheck.Source.values()),
        text(),
        pick(CentralCheck.Status.values()),
        maybe(this::instant),
        text());
  }

  private PathStep path() {
    return new PathStep(
        text(),
        list(
            3,
            () ->
                new PathStep.Reply(
                    count(), maybe(this::address), count(), count(), maybe(this::span))));
  }

  private Packets packets() {
    return new Packets(
        list(
            3,
            () ->
                new Packets.CapturedSegment(
                    random.nextBoolean(),
                    "RA",
                    count(),
                    count(),
                    count(),
                    count(),
                    count(),
                    count(),
                    span())));
  }

  private Sighting sighting() {
    return new Sighting(
        name(),
        count() + 1,
        pick(Sighting.Means.values()),
        address(),
        port(),
        port(),
        hash(),
        maybe(this::text),
        hash(),
        count(),
        count(),
        pick(Sighting.ConnectionEnd.values()),
        count(),
        span());
  }

  private CertificateFacts certificate() {
    return new CertificateFacts(
        hash(),
        text(),
        text(),
        list(3, this::text),
        instant(),
        instant(),
        text(),
        text(),
        Bytes.EMPTY);
  }

  private HttpStep http() {
    var step =
        new HttpStep(
            text(), count(), texts(), list(2, this::text), hash(), maybe(this::text), span());
    return maybe(this::redirectEnd).map(step::with).orElse(step);
  }

  private RedirectEnd redirectEnd() {
    return new RedirectEnd(
        text(),
        count(),
        count(),
        maybe(() -> new Failure(Step.TLS, FailureWord.CERT_EXPIRED, text())),
        text());
  }

  private Vantage vantage() {
    return new Vantage(name(), texts(), text(), maybe(() -> span().negated()), texts());
  }

  private Coverage.Missing missing() {
    return new Coverage.Missing(name(), pick(NotRunReason.values()), text());
  }

  private RoundReason reason() {
    return pick(RoundReason.values());
  }

  private Map<String, String> texts() {
    var map = new TreeMap<String, String>();
    list(3, this::text).forEach(key -> map.put(key, text()));
    return map;
  }

  private VantageId name() {
    return new VantageId("v" + random.nextInt(5) + ".x_-");
  }

  private String host() {
    return "h" + random.nextInt(1_000_000);
  }

  private FailureWord word() {
    return random.nextInt(5) == 0
        ? FailureWord.alert(random.nextInt(256))
        : PublishedFailureWords.FIXED.get(random.nextInt(PublishedFailureWords.FIXED.size()));
  }

  private String hash() {
    return random.nextBoolean() ? "" : "0f".repeat(32);
  }

  private String text() {
    var points = ODD.codePoints().toArray();
    return Stream.generate(() -> Character.toString(points[random.nextInt(points.length)]))
        .limit(random.nextInt(8))
        .collect(Collectors.joining());
  }

  private int count() {
    return random.nextInt(random.nextBoolean() ? 3 : 1_000_000);
  }

  private int port() {
    return 1 + random.nextInt(65_535);
  }

  private Duration span() {
    return random.nextInt(20) == 0
        ? Duration.ofSeconds(random.nextInt(), random.nextInt(1_000_000_000))
        : Duration.ofNanos(random.nextInt());
  }

  private Instant instant() {
    return Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
  }

  private InetAddress address() {
    var bytes = new byte[random.nextBoolean() ? 4 : 16];
    random.nextBytes(bytes);
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private <T> List<T> list(int most, Supplier<T> value) {
    return Stream.generate(value).limit(random.nextInt(most + 1)).toList();
  }
}
