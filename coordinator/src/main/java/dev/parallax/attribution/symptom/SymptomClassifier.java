package dev.parallax.attribution.symptom;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Classifies an observation by its arm: the outcome that the arm was to determine. */
public final class SymptomClassifier {
  private static final Set<Arm> ONLY_HANDSHAKE =
      EnumSet.of(Arm.CONTROL_SNI, Arm.NO_SNI, Arm.DIRECT_IP);
  private static final Set<FailureWord> CUT = Set.of(FailureWord.HTTP_RESET, FailureWord.HTTP_EOF);

  /** The status codes for a client without a certificate: 400 is nginx, 495 and 496 as well. */
  private static final Set<Integer> WANTS_CERTIFICATE = Set.of(400, 401, 403, 495, 496);

  private static final int TOO_MANY = 429;
  private static final int FORBIDDEN = 403;
  private static final int FOR_LEGAL_REASONS = 451;

  /** A single lost packet is ordinary on any path. */
  private static final int LOSSY = 2;

  /** A SYN is sent again after a second (RFC 6298); no round trip is as long. */
  private static final Duration SYN_REPEATED = Duration.ofMillis(950);

  /**
   * The least time after which Linux sends a segment again; a host that is later may do so itself.
   */
  private static final Duration RETRANSMISSION_TIMEOUT = Duration.ofMillis(200);

  private static final Duration SLOW = Duration.ofMillis(1_500);
  private static final int SLOW_ROUND_TRIPS = 12;

  private SymptomClassifier() {}

  static Symptom of(Observation seen) {
    return seen.failure()
        .map(failure -> failed(seen, symptom(seen, failure)))
        .orElseGet(() -> ok(seen));
  }

  /** An alert that the agent itself sent refuses what came, whoever sent it: it is no answer. */
  private static Symptom symptom(Observation seen, Failure failure) {
    var sentHere =
        seen.steps().tls().flatMap(TlsStep::alert).filter(alert -> !alert.received()).isPresent();
    return sentHere && failure.word().isAlert()
        ? Symptom.BROKEN_HANDSHAKE
        : Symptom.of(failure, seen.steps().tls().isPresent());
  }

  private static Symptom failed(Observation seen, Symptom symptom) {
    var arm = seen.key().arm();
    if (ONLY_HANDSHAKE.contains(arm)) {
      return symptom.handshakeDone() && !isRefusedInCleartext(seen) ? Symptom.OK : symptom;
    }
    if (arm == Arm.PLAIN_HTTP) {
      return plain(seen, symptom);
    }
    return symptom == Symptom.HTTP_STATUS || isForLegalReasons(seen.steps())
        ? status(seen.steps())
        : symptom;
  }

  /** The service refused the client before TLS: no handshake followed. */
  public static boolean isRefusedInCleartext(Observation seen) {
    return seen.failure().filter(one -> one.word().equals(FailureWord.STARTTLS_POLICY)).isPresent();
  }

  /** The status alone (RFC 7725) does not show who refuses. */
  private static boolean isForLegalReasons(Steps steps) {
    return steps.http().filter(http -> http.status() == FOR_LEGAL_REASONS).isPresent();
  }

  /** In the clear any answer will do. */
  private static Symptom plain(Observation seen, Symptom symptom) {
    var word = seen.failure().orElseThrow().word();
    if (CUT.contains(word)) {
      return Symptom.CUT_AFTER_HELLO;
    }
    if (word.equals(FailureWord.HTTP_TIMEOUT)) {
      return Symptom.SILENT_AFTER_HELLO;
    }
    return symptom.handshakeDone() ? Symptom.OK : symptom;
  }

  private static Symptom status(Steps steps) {
    if (wantsCertificate(steps)) {
      return Symptom.ALERT_CLIENT;
    }
    return switch (steps.http().map(HttpStep::status).orElse(0)) {
      case TOO_MANY -> Symptom.LIMITED;
      case FORBIDDEN, FOR_LEGAL_REASONS -> Symptom.FORBIDDEN;
      default -> Symptom.HTTP_STATUS;
    };
  }

  private static boolean wantsCertificate(Steps steps) {
    return steps.tls().filter(TlsStep::certificateRequested).isPresent()
        && steps.http().filter(http -> WANTS_CERTIFICATE.contains(http.status())).isPresent();
  }

  /** What the agent's own delay could explain shows nothing of the path. */
  private static Symptom ok(Observation seen) {
    var steps = seen.steps();
    var own = seen.delay().map(SchedulingDelay::total).orElse(Duration.ZERO);
    if (own.compareTo(RETRANSMISSION_TIMEOUT) < 0 && isLossy(steps)) {
      return Symptom.OK_LOSSY;
    }
    return isSlow(steps, own) ? Symptom.OK_SLOW : Symptom.OK;
  }

  /**
   * Several packets, the SYN or a DNS query were retransmitted. A single segment is not evidence of
   * loss, because a busy host retransmits without loss; neither are both queries, for A and AAAA,
   * because the resolver may be slow.
   */
  private static boolean isLossy(Steps steps) {
    return steps.dns().filter(dns -> dns.retransmissions() == 1).isPresent()
        || steps.tcp().filter(SymptomClassifier::repeated).isPresent();
  }

  private static boolean repeated(TcpStep tcp) {
    return tcp.took().compareTo(SYN_REPEATED) > 0
        || tcp.info().filter(info -> info.retransmits() >= LOSSY).isPresent();
  }

  private static boolean isSlow(Steps steps, Duration own) {
    var roundTrip = steps.tcp().map(TcpStep::took).orElse(Duration.ZERO);
    var took =
        steps
            .tls()
            .map(TlsStep::took)
            .orElse(Duration.ZERO)
            .plus(steps.http().map(HttpStep::took).orElse(Duration.ZERO))
            .minus(own);
    return took.compareTo(SLOW) > 0 && took.compareTo(roundTrip.multipliedBy(SLOW_ROUND_TRIPS)) > 0;
  }
}
