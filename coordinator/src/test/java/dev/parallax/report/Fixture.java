package dev.parallax.report;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKey;
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
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A sweep made by hand: seven vantages, and three targets. The shop's name is reset for everyone
 * outside, the old site's certificate has expired, the third is healthy.
 */
public final class Fixture {
  public static final SweepId ID = new SweepId("20260131-120000-k3x9");
  public static final Target SHOP = Target.parse("shop.example.com");
  static final Target OLD = Target.parse("https://old.example.com:8443/login");
  public static final Target FINE = Target.parse("fine.example.com");
  static final String REFERENCE = "https://reference.example.net";
  public static final String PLAN = "ab".repeat(32);
  public static final InetAddress ORIGIN = InetAddress.ofLiteral("192.0.2.10");
  static final VantageId LAN = new VantageId("origin-lan");
  public static final List<VantageId> OUTSIDE =
      Stream.of("ap-c1", "ap-d1", "eu-a1", "eu-a2", "eu-b1", "us-e1").map(VantageId::new).toList();

  private Fixture() {}

  /** The whole sweep, independent of the current date. */
  public static Sweep sweep() {
    return new Sweep(
        ID,
        Instant.parse("2026-01-31T12:00:00.25Z"),
        Duration.ofNanos(4_200_123_456L),
        false,
        vantages(),
        List.of(
            new Round(1, PLAN, List.of(RoundReason.FIRST_LOOK), 105),
            new Round(
                2,
                "cd".repeat(32),
                List.of(RoundReason.MIXED_RESULTS, RoundReason.BREAKS_AFTER_HELLO),
                60)),
        new Coverage(
            8,
            7,
            List.of(
                new Coverage.Missing(
                    new VantageId("sa-f1"), NotRunReason.OFFLINE, "last seen 3 min ago"))),
        List.of(
            new TargetResults(SHOP, inside(), shop()),
            new TargetResults(OLD, inside(), old()),
            new TargetResults(FINE, Map.of(LAN, Optional.empty()), fine())));
  }

  public static Report report() {
    return Report.of(sweep(), verdicts(), ExitPolicy.DEFAULT);
  }

  private static Map<VantageId, Optional<InetAddress>> inside() {
    return Map.of(LAN, Optional.of(InetAddress.ofLiteral("10.0.0.5")));
  }

  static List<Vantage> vantages() {
    return List.of(
        vantage("origin-lan", "eu", "AS64510", Duration.ofMillis(2)),
        vantage("eu-a1", "eu", "AS64501", Duration.ofMillis(-3)),
        vantage("eu-a2", "eu", "AS64501", Duration.ofMillis(5)),
        vantage("eu-b1", "eu", "AS64502", Duration.ofMillis(1)),
        vantage("ap-c1", "ap", "AS64503", Duration.ofDays(-3650)),
        vantage("ap-d1", "ap", "AS64504", Duration.ofMillis(11)),
        new Vantage(
            new VantageId("us-e1"),
            Map.of("region", "us", "asn", "AS64505"),
            "0.1.0",
            Optional.empty(),
            Map.of()));
  }

  private static Vantage vantage(String name, String region, String asn, Duration offset) {
    return new Vantage(
        new VantageId(name),
        Map.of("region", region, "asn", asn, "isp", "ISP \u001b[31m of " + asn),
        "0.1.0",
        Optional.of(offset),
        Map.of("os", "Linux", "resolver", "127.0.0.53:53"));
  }

  private static List<Observation> shop() {
    var seen = new ArrayList<Observation>();
    for (var vantage : OUTSIDE) {
      for (int trial = 1; trial <= 5; trial++) {
        seen.add(
            trial == 3
                ? ok(SHOP, vantage, Arm.BASE, trial)
                : failed(SHOP, vantage, Arm.BASE, trial, FailureWord.RESET_AFTER_HELLO));
        seen.add(ok(SHOP, vantage, Arm.CONTROL_SNI, trial));
        seen.add(ok(SHOP, vantage, Arm.NO_SNI, trial));
      }
      seen.add(reference(vantage));
    }
    for (int trial = 1; trial <= 5; trial++) {
      seen.add(ok(SHOP, LAN, Arm.BASE, trial));
    }
    seen.add(reference(LAN));
    return seen;
  }

  private static List<Observation> old() {
    var seen = new ArrayList<Observation>();
    Stream.concat(OUTSIDE.stream(), Stream.of(LAN))
        .forEach(
            vantage -> {
              seen.add(failed(OLD, vantage, Arm.BASE, 1, FailureWord.CERT_EXPIRED));
              seen.add(failed(OLD, vantage, Arm.BASE, 2, FailureWord.CERT_EXPIRED));
              seen.add(reference(vantage));
            });
    return seen;
  }

  private static List<Observation> fine() {
    var seen = new ArrayList<Observation>();
    OUTSIDE.forEach(vantage -> seen.add(ok(FINE, vantage, Arm.BASE, 1)));
    seen.add(
        new Observation(
            key(FINE, LAN, Arm.BASE, "", 1, Optional.empty()),
            PLAN,
            new Outcome.NotRun(NotRunReason.REFUSED_BY_POLICY, "port 443 is not in --allow"),
            Steps.NONE));
    return seen;
  }

  static TrialKey key(
      Target target,
      VantageId vantage,
      Arm arm,
      String variant,
      int trial,
      Optional<InetAddress> address) {
    var about = arm == Arm.REFERENCE ? variant : target.name();
    return new TrialKey(ID, 1, about, vantage, arm, variant, address, trial);
  }

  static Observation ok(Target target, VantageId vantage, Arm arm, int trial) {
    return new Observation(
        key(target, vantage, arm, "", trial, Optional.of(ORIGIN)),
        PLAN,
        new Outcome.Ok(),
        new Steps(
            Optional.of(dns(trial)),
            Optional.of(tcp(trial)),
            Optional.of(tls(target, "TLSv1.3", Duration.ofMillis(30 + trial))),
            Optional.of(http())));
  }

  private static Observation reference(VantageId vantage) {
    return new Observation(
        key(SHOP, vantage, Arm.REFERENCE, REFERENCE, 1, Optional.of(ORIGIN)),
        PLAN,
        new Outcome.Ok(),
        new Steps(
            Optional.of(dns(1)),
            Optional.of(tcp(1)),
            Optional.of(tls(FINE, "TLSv1.3", Duration.ofMillis(31))),
            Optional.empty()));
  }

  static Observation failed(
      Target target, VantageId vantage, Arm arm, int trial, FailureWord word) {
    return new Observation(
        key(target, vantage, arm, "", trial, Optional.of(ORIGIN)),
        PLAN,
        new Outcome.Failed(
            new Failure(Step.TLS, word, "Connection reset by peer\u001b]0;owned\u0007\u202e")),
        new Steps(
            Optional.of(dns(trial)),
            Optional.of(tcp(trial)),
            Optional.of(
                tls(
                    target,
                    word.isCertificate() ? "TLSv1.3" : "",
                    Duration.ofMillis(12).plusNanos(trial))),
            Optional.empty()));
  }

  private static DnsStep dns(int trial) {
    return new DnsStep(
        "127.0.0.53:53",
        "udp",
        "NOERROR",
        List.of(
            new DnsStep.AddressRecord(ORIGIN, Duration.ofSeconds(60)),
            new DnsStep.AddressRecord(
                InetAddress.ofLiteral("2001:db8::10"), Duration.ofSeconds(300))),
        false,
        trial == 2 ? 1 : 0,
        List.of(),
        Duration.ofNanos(3_100_001L * trial));
  }

  private static TcpStep tcp(int trial) {
    return new TcpStep(
        ORIGIN,
        443,
        40_000 + trial,
        Duration.ofMillis(20 + trial),
        Optional.of(
            new TcpStep.TcpInfo(
                Duration.ofNanos(21_500_000), Duration.ofMillis(20), 0, 1, 518, 1_460, 1_500)));
  }

  private static TlsStep tls(Target target, String version, Duration took) {
    var done = !version.isEmpty();
    return new TlsStep(
        new TlsStep.SentHello(
            target.serverName(),
            "cd".repeat(32),
            "ef".repeat(32),
            517,
            "t13d131000_f57a46bbacb6_e7c285222651"),
        done
            ? new TlsStep.Agreed(version, "TLS_AES_128_GCM_SHA256", "X25519", "http/1.1", false)
            : TlsStep.Agreed.NOTHING,
        done ? List.of(leaf(target)) : List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        done ? Optional.empty() : Optional.of(new TlsStep.Alert(2, 80, true)),
        new TlsStep.Traffic(
            522,
            done ? 3_011 : 7,
            1,
            done ? 5 : 1,
            done ? Optional.empty() : Optional.of("HTTP/1.1 400\u0000")),
        took.dividedBy(2),
        took);
  }

  private static CertificateFacts leaf(Target target) {
    return new CertificateFacts(
        "1234567890abcdef".repeat(4),
        "CN=" + target.host() + "\u001b[2J",
        "CN=Example CA",
        List.of(target.host(), "www." + target.host()),
        Instant.parse("2025-01-01T00:00:00Z"),
        Instant.parse("2025-04-01T00:00:00Z"),
        "EC 256",
        "SHA256withECDSA",
        Bytes.copyOf(new byte[] {1, 2, 3}));
  }

  private static HttpStep http() {
    return new HttpStep(
        "HTTP/1.1",
        200,
        Map.of("server", "nginx", "date", "Sat, 31 Jan 2026 12:00:00 GMT"),
        List.of(),
        "aa".repeat(32),
        Optional.of("Welcome"),
        Duration.ofMillis(9));
  }

  /** A possible attribution of it, with every field in use. */
  public static List<TargetVerdicts> verdicts() {
    return List.of(
        new TargetVerdicts(SHOP, List.of(namePolicy())),
        new TargetVerdicts(OLD, List.of(expired(), interference())),
        new TargetVerdicts(FINE, List.of(healthy())));
  }

  private static Verdict namePolicy() {
    var outside = new Scope(Scope.Attribute.OUTSIDE, "", OUTSIDE);
    return new Verdict(
        Blame.ORIGIN,
        Optional.of(Segment.EDGE),
        Optional.of(Cause.EDGE_NAME_POLICY),
        Optional.of(FailureWord.RESET_AFTER_HELLO),
        outside,
        Optional.empty(),
        0.98,
        false,
        Grade.STRONG,
        OUTSIDE,
        List.of(
            new Evidence(
                FindingKind.BASE_FAILS,
                Map.of("word", "reset_after_client_hello", "failed", "24", "trials", "30"),
                OUTSIDE,
                List.of(),
                9.5),
            new Evidence(
                FindingKind.ARM_PASSES,
                Map.of(
                    "arm", "control_sni",
                    "failed", "0",
                    "trials", "30",
                    "baseFailed", "24",
                    "baseTrials", "30"),
                OUTSIDE,
                List.of(),
                14.25),
            new Evidence(
                FindingKind.INSIDE_PASSES,
                Map.of("passed", "5", "trials", "5"),
                List.of(),
                List.of(LAN),
                6),
            new Evidence(
                FindingKind.RANDOM,
                Map.of("failed", "24", "trials", "30", "rate", "0.8"),
                OUTSIDE,
                List.of(),
                2)),
        List.of(
            new Candidate(Cause.EDGE_NAME_POLICY, outside, 0.98),
            new Candidate(Cause.PROBABILISTIC_SNI_FILTER, outside, 0.012)),
        List.of(Arm.REAL_SNI_AT_NEUTRAL),
        List.of(
            new NextProbe(
                Arm.REAL_SNI_AT_NEUTRAL,
                OUTSIDE.subList(0, 2),
                0.4,
                NextProbe.Why.SEPARATES,
                Map.of("left", "E2", "right", "P2"))));
  }

  private static Verdict expired() {
    var everyone = new Scope(Scope.Attribute.EVERYONE, "", concat());
    return new Verdict(
        Blame.ORIGIN,
        Optional.of(Segment.SERVICE),
        Optional.of(Cause.CERTIFICATE_INVALID),
        Optional.of(FailureWord.CERT_EXPIRED),
        everyone,
        Optional.empty(),
        0.999,
        true,
        Grade.PROOF,
        concat(),
        List.of(
            new Evidence(
                FindingKind.SAME_LEAF,
                Map.of(
                    "sha256", "1234567890ab",
                    "notBefore", "2025-01-01T00:00:00Z",
                    "notAfter", "2025-04-01T00:00:00Z",
                    "names", "old.example.com\u001b[0m"),
                concat(),
                List.of(),
                Double.POSITIVE_INFINITY)),
        List.of(new Candidate(Cause.CERTIFICATE_INVALID, everyone, 0.999)),
        List.of(),
        List.of());
  }

  private static Verdict interference() {
    var region = new Scope(Scope.Attribute.REGION, "ap", OUTSIDE.subList(0, 2));
    return new Verdict(
        Blame.REGION,
        Optional.of(Segment.TRANSIT),
        Optional.of(Cause.SNI_FILTER),
        Optional.of(FailureWord.RESET_AFTER_HELLO),
        region,
        Optional.of(new Verdict.Hops(2, 3, 9)),
        0.61,
        false,
        Grade.SUGGESTIVE,
        OUTSIDE.subList(0, 2),
        List.of(),
        List.of(
            new Candidate(Cause.SNI_FILTER, region, 0.61),
            new Candidate(Cause.PROTOCOL_FILTER, region, 0.35)),
        List.of(Arm.CONTROL_SNI, Arm.NO_SNI),
        List.of(
            new NextProbe(
                Arm.BASE,
                List.of(),
                0.9,
                NextProbe.Why.NEEDS_SECOND_NETWORK,
                Map.of("region", "ap"))));
  }

  private static Verdict healthy() {
    return new Verdict(
        Blame.HEALTHY,
        Optional.empty(),
        Optional.of(Cause.HEALTHY),
        Optional.empty(),
        new Scope(Scope.Attribute.NOBODY, "", List.of()),
        Optional.empty(),
        0.97,
        false,
        Grade.SUGGESTIVE,
        List.of(),
        List.of(
            new Evidence(
                FindingKind.NOTHING_FAILS,
                Map.of("failed", "0", "trials", "6", "excluded", "0.39"),
                List.of(),
                OUTSIDE,
                0)),
        List.of(
            new Candidate(Cause.HEALTHY, new Scope(Scope.Attribute.NOBODY, "", List.of()), 0.97)),
        List.of(),
        List.of());
  }

  public static Verdict blaming(Blame blame) {
    return new Verdict(
        blame,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        new Scope(Scope.Attribute.NOBODY, "", List.of()),
        Optional.empty(),
        0.5,
        false,
        Grade.SUGGESTIVE,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  private static List<VantageId> concat() {
    return Stream.concat(OUTSIDE.stream(), Stream.of(LAN)).toList();
  }

  /** The sweep as it comes back from JSON: certificates without their DER. */
  static Sweep withoutDer(Sweep sweep) {
    return new Sweep(
        sweep.id(),
        sweep.startedAt(),
        sweep.took(),
        sweep.deadlineHit(),
        sweep.vantages(),
        sweep.rounds(),
        sweep.coverage(),
        sweep.targets().stream().map(Fixture::withoutDer).toList(),
        sweep.sightings(),
        sweep.family());
  }

  private static TargetResults withoutDer(TargetResults results) {
    return results.with(results.observations().stream().map(Fixture::withoutDer).toList());
  }

  private static Observation withoutDer(Observation seen) {
    var steps = seen.steps();
    return seen.with(steps.tls().map(tls -> steps.with(withoutDer(tls))).orElse(steps));
  }

  private static TlsStep withoutDer(TlsStep step) {
    return new TlsStep(
        step.hello(),
        step.agreed(),
        step.chain().stream().map(Fixture::withoutDer).toList(),
        step.staple(),
        step.central(),
        step.certificateRequested(),
        step.alert(),
        step.traffic(),
        step.sinceLastSend(),
        step.took(),
        step.cleartext());
  }

  private static CertificateFacts withoutDer(CertificateFacts facts) {
    return new CertificateFacts(
        facts.sha256(),
        facts.subject(),
        facts.issuer(),
        facts.names(),
        facts.notBefore(),
        facts.notAfter(),
        facts.key(),
        facts.signature(),
        Bytes.EMPTY);
  }
}
