package dev.parallax.store;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.history.SeenServer;
import dev.parallax.model.history.SiteTimes;
import dev.parallax.model.history.StepHistory;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.history.VantageHistory;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
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
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small, whole values to store. */
public final class Samples {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final Target TARGET = Target.parse("https://example.test");
  public static final VantageId VANTAGE = new VantageId("eu-1");
  public static final Optional<InetAddress> ADDRESS =
      Optional.of(InetAddress.ofLiteral("192.0.2.1"));
  private static final String HASH = "ab".repeat(32);
  static final TargetHistory HISTORY =
      new TargetHistory(
          Optional.of(NOON.minusSeconds(60)),
          List.of(
              new VantageHistory(
                  VANTAGE,
                  List.of(times(85)),
                  List.of(new SiteTimes("https://ref.test", List.of(times(20)))),
                  Optional.of(
                      new SeenServer(
                          List.of(HASH),
                          List.of("CN=Test CA"),
                          ADDRESS.stream().toList(),
                          List.of("h2"),
                          List.of("TLSv1.3"))))));

  private Samples() {}

  private static StepHistory times(int millis) {
    return new StepHistory(
        Step.TLS, 144, NOON.minusSeconds(60), Duration.ofMillis(millis), Duration.ofNanos(1_500));
  }

  public static SweepId id(String value) {
    return new SweepId(value);
  }

  public static Sweep header(String id, Instant startedAt) {
    return new Sweep(
        id(id),
        startedAt,
        Duration.ofMillis(1_500),
        false,
        List.of(new Vantage(VANTAGE, Map.of("isp", "A"), "0.1.0", Optional.empty(), Map.of())),
        List.of(new Round(1, HASH, List.of(RoundReason.FIRST_LOOK), 5)),
        new Coverage(1, 1, List.of()),
        List.of(new TargetResults(TARGET, Map.of(), List.of())));
  }

  public static Observation passed(String sweep, int trial) {
    return observation(key(sweep, Arm.BASE, trial, ADDRESS), new Outcome.Ok());
  }

  public static Observation observation(TrialKey key, Outcome outcome) {
    return new Observation(key, HASH, outcome, Steps.NONE);
  }

  /** With a TLS step, which a central check refers to. */
  static Observation withTls(String sweep, int trial) {
    var tls =
        new TlsStep(
            TlsStep.SentHello.none(Optional.of("example.test")),
            TlsStep.Agreed.NOTHING,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            false,
            Optional.empty(),
            TlsStep.Traffic.NONE,
            Duration.ZERO,
            Duration.ZERO);
    return new Observation(
        key(sweep, Arm.BASE, trial, ADDRESS), HASH, new Outcome.Ok(), Steps.NONE.with(tls));
  }

  static CentralCheck centralCheck() {
    return new CentralCheck(
        Optional.of(FailureWord.CERT_EXPIRED), Optional.empty(), Optional.empty());
  }

  public static TrialKey key(String sweep, Arm arm, int trial, Optional<InetAddress> address) {
    return new TrialKey(id(sweep), 1, TARGET.name(), VANTAGE, arm, "", address, trial);
  }

  public static TargetVerdicts healthy() {
    return new TargetVerdicts(
        TARGET,
        List.of(
            new Verdict(
                Blame.HEALTHY,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Scope(Scope.Attribute.NOBODY, "", List.of()),
                Optional.empty(),
                0.99,
                false,
                Grade.STRONG,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of())));
  }

  public static TokenRecord token(String id, int uses) {
    return new TokenRecord(
        id,
        Bytes.copyOf(new byte[] {1, 2, 3}),
        Map.of("isp", "ex\"ample"),
        uses,
        NOON.plusSeconds(3_600),
        false);
  }

  public static VantageRecord vantage(String name) {
    return new VantageRecord(
        new VantageId(name),
        Map.of("region", "eu"),
        "first",
        NOON,
        NOON.plusSeconds(600),
        Optional.empty(),
        false);
  }
}
