package dev.parallax.evaluate.simulate;

import dev.parallax.evaluate.network.ConnectionFailure;
import dev.parallax.evaluate.network.SeededRandom;
import dev.parallax.evaluate.network.SimulatedFlow;
import dev.parallax.evaluate.network.SimulatedVantage;
import dev.parallax.evaluate.network.UnrelatedServers;
import dev.parallax.evaluate.world.CentralJudge;
import dev.parallax.evaluate.world.SimulatedWorld;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.Medium;
import dev.parallax.model.plan.ProbeSpec;
import java.net.InetAddress;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the records of a connection's steps, as an agent and the coordinator would. */
final class ObservationWriter {
  private static final int MSS = 1_448;
  private static final int MTU = 1_500;
  private static final int STANDARD_HELLO = 517;
  private static final int BROWSER_HELLO = 1_790;
  private static final int BIG_HELLO = 1_700;
  private static final int SMALL_HELLO = 230;
  private static final long TIME_EXCEEDED = 11;

  private final SimulatedVantage place;
  private final CentralJudge judge;
  private final Map<String, String> date;

  ObservationWriter(SimulatedWorld world, SimulatedVantage place) {
    this.place = place;
    this.judge = new CentralJudge(world, place);
    this.date =
        Map.of(
            "date",
            DateTimeFormatter.RFC_1123_DATE_TIME.format(world.now().atOffset(ZoneOffset.UTC)));
  }

  static String planHash(int round) {
    return "0".repeat(63) + round;
  }

  static Duration duration(double seconds) {
    return Duration.ofNanos((long) (seconds * 1e9));
  }

  static int helloSize(ProbeSpec spec) {
    return switch (spec.arm()) {
      case BIG_HELLO -> BIG_HELLO;
      case BROWSER_HELLO -> BROWSER_HELLO;
      case SMALL_HELLO -> SMALL_HELLO;
      default -> STANDARD_HELLO;
    };
  }

  Outcome outcome(SimulatedConnection connection) {
    var fate = connection.fate;
    return fate == null
        ? new Outcome.Ok()
        : new Outcome.Failed(new Failure(fate.step(), fate.word(), ""));
  }

  Steps steps(SimulatedFlow flow, SimulatedConnection seen, Optional<DnsStep> dns) {
    if (flow.spec().medium() == Medium.ECHO) {
      var answer =
          new PathStep.Reply(
              0,
              seen.fate == null ? Optional.of(flow.address()) : Optional.empty(),
              0,
              0,
              seen.fate == null ? Optional.of(duration(flow.rtt())) : Optional.empty());
      return new Steps(
          dns,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(new PathStep("icmp_echo", List.of(answer, answer, answer))),
          Optional.empty());
    }
    return new Steps(
        dns,
        Optional.of(tcp(flow, seen)),
        tls(flow, seen),
        http(seen),
        path(seen),
        Optional.empty());
  }

  private Optional<PathStep> path(SimulatedConnection seen) {
    if (seen.diedAt == 0) {
      return Optional.empty();
    }
    var fate = seen.fate;
    boolean isReported = fate != null && fate.word().equals(FailureWord.HOST_UNREACHABLE);
    var sent = fate != null && fate.step() == Step.TCP ? "tcp_syn" : "tls_client_hello";
    return Optional.of(new PathStep(sent, List.of(reply(place, seen.diedAt, isReported))));
  }

  static boolean routerTells(SimulatedVantage place, int hop) {
    return SeededRandom.mix(place.asn().hashCode() * 131L + hop) % 10 < 8;
  }

  static PathStep.Reply reply(SimulatedVantage place, int hop, boolean tells) {
    return new PathStep.Reply(
        hop,
        tells ? Optional.of(router(place, hop)) : Optional.empty(),
        tells ? (int) TIME_EXCEEDED : 0,
        0,
        tells ? Optional.of(duration(place.rtt() * hop / place.hops())) : Optional.empty());
  }

  private static InetAddress router(SimulatedVantage place, int hop) {
    long hash = SeededRandom.mix(place.asn().hashCode() * 977L + hop);
    return UnrelatedServers.address(100, 64 + (int) (hash & 31), (int) (hash >> 8) & 255, hop);
  }

  private static TcpStep tcp(SimulatedFlow flow, SimulatedConnection seen) {
    var fate = seen.fate;
    boolean stands =
        fate == null
            || fate.step() != Step.TCP
            || fate.word().equals(FailureWord.RESET_BEFORE_DATA);
    boolean unacked = fate != null && fate.word().equals(FailureWord.HELLO_NOT_ACKED);
    var info =
        new TcpStep.TcpInfo(
            duration(flow.rtt() * 1.1),
            duration(flow.rtt()),
            seen.retransmits + (unacked ? 5 : 0),
            unacked ? 1 : 0,
            1 + (seen.helloSent && !unacked ? flow.hello() : 0),
            MSS,
            MTU);
    return new TcpStep(
        flow.address(),
        flow.port(),
        flow.sourcePort(),
        duration(seen.connect),
        stands ? Optional.of(info) : Optional.empty());
  }

  private Optional<TlsStep> tls(SimulatedFlow flow, SimulatedConnection seen) {
    if (!seen.helloSent && seen.fate == null && !seen.handshakeDone) {
      return Optional.empty();
    }
    if (!seen.helloSent) {
      return Optional.empty();
    }
    var spec = flow.spec();
    var fate = seen.fate;
    var hello = new TlsStep.SentHello(flow.name(), "", hash(spec), flow.hello(), "");
    var chain = seen.chain == null ? List.<CertificateFacts>of() : seen.chain.sent();
    return Optional.of(
        new TlsStep(
            hello,
            seen.handshakeDone
                ? new TlsStep.Agreed(
                    "TLSv1.3", "TLS_AES_128_GCM_SHA256", "X25519", "http/1.1", false)
                : TlsStep.Agreed.NOTHING,
            chain,
            Optional.empty(),
            central(spec, seen),
            false,
            alert(fate),
            new TlsStep.Traffic(
                flow.hello(),
                seen.handshakeDone ? 3_200 : 0,
                1,
                seen.handshakeDone ? 4 : 0,
                Optional.empty()),
            duration(fate == null ? flow.rtt() : fate.after()),
            duration(seen.handshake)));
  }

  private Optional<CentralCheck> central(ProbeSpec spec, SimulatedConnection seen) {
    return seen.chain == null || spec.arm() == Arm.REAL_SNI_AT_NEUTRAL
        ? Optional.empty()
        : Optional.of(judge.check(seen.chain, seen.status != 0));
  }

  private static Optional<TlsStep.Alert> alert(@Nullable ConnectionFailure fate) {
    return fate == null || fate.alert() < 0
        ? Optional.empty()
        : Optional.of(new TlsStep.Alert(2, fate.alert(), true));
  }

  private Optional<HttpStep> http(SimulatedConnection seen) {
    if (seen.status == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new HttpStep(
            "HTTP/1.1", seen.status, date, List.of(), "", Optional.empty(), duration(0.05)));
  }

  /**
   * The same value for the same ClientHello at every vantage; the hashed content does not matter.
   */
  private static String hash(ProbeSpec spec) {
    return spec.route().hopLimit().map(HopLimit::hops).isPresent()
        ? "walk"
        : spec.arm().word() + spec.variant();
  }
}
