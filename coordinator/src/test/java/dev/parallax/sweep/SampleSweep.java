package dev.parallax.sweep;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Sighting;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.sweep.request.SweepRequest;
import dev.parallax.sweep.request.VantageSelector;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Small, whole values of one sweep of one target. */
public final class SampleSweep {
  public static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  public static final SweepId ID = new SweepId("20260301-120000-test");
  public static final Target SHOP = Target.parse("https://shop.test");
  public static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");
  public static final String HASH = "ab".repeat(32);
  public static final Outcome OK = new Outcome.Ok();
  public static final Outcome CUT = failed(Step.TLS, FailureWord.RESET_AFTER_HELLO);
  public static final Outcome NO_CONNECT = failed(Step.TCP, FailureWord.CONNECT_TIMEOUT);

  private SampleSweep() {}

  public static Vantage vantage(String name) {
    return new Vantage(
        new VantageId(name), Map.of("isp", name), "0.1.0", Optional.empty(), Map.of());
  }

  /** A responder at this address and port. */
  public static Vantage answering(String name, String responder) {
    return new Vantage(
        new VantageId(name),
        Map.of("isp", name),
        "0.1.0",
        Optional.empty(),
        Map.of("responder", responder));
  }

  /** A connection without a ClientHello, as the witness saw it arrive. */
  public static Sighting sighting(String witness, int peerPort) {
    return new Sighting(
        new VantageId(witness),
        1,
        Sighting.Means.CAPTURE,
        ADDRESS,
        peerPort,
        443,
        "",
        Optional.empty(),
        "",
        0,
        0,
        Sighting.ConnectionEnd.OPEN,
        0,
        Duration.ofMillis(5));
  }

  /** A plan of round one: base trials of the one target. */
  public static ProbePlan plan(int trials) {
    return new ProbePlan(
        1,
        List.of(ProbeSpec.of(SHOP).trials(trials).build()),
        HelloRecipe.STANDARD,
        Duration.ofMillis(200),
        Duration.ofSeconds(1));
  }

  public static Observation base(String vantage, int trial, Outcome outcome) {
    return of(vantage, Arm.BASE, ADDRESS, trial, outcome);
  }

  public static Observation of(
      String vantage, Arm arm, InetAddress address, int trial, Outcome outcome) {
    var key =
        new TrialKey(
            ID, 1, SHOP.name(), new VantageId(vantage), arm, "", Optional.of(address), trial);
    return connected(key, HASH, outcome);
  }

  /** A trial that got as far as a connection to the key's address. */
  public static Observation connected(TrialKey key, String planHash, Outcome outcome) {
    var tcp =
        key.address()
            .map(to -> new TcpStep(to, 443, 40_000, Duration.ofMillis(9), Optional.empty()));
    return new Observation(
        key,
        planHash,
        outcome,
        new Steps(Optional.empty(), tcp, Optional.empty(), Optional.empty()));
  }

  /** The sweep after one round, by vantages of these names. */
  public static Sweep sweep(List<String> vantages, List<Observation> observations) {
    return sweep(vantages, 1, observations);
  }

  /** The same, without observations in later rounds. */
  public static Sweep sweep(List<String> vantages, int rounds, List<Observation> observations) {
    return new Sweep(
            ID,
            NOON,
            Duration.ofSeconds(1),
            false,
            vantages.stream().map(SampleSweep::vantage).toList(),
            IntStream.rangeClosed(1, rounds)
                .mapToObj(number -> new Round(number, HASH, List.of(RoundReason.FIRST_LOOK), 0))
                .toList(),
            new Coverage(vantages.size(), 0, List.of()),
            List.of(new TargetResults(SHOP, Map.of(), List.of())))
        .withObservations(observations);
  }

  public static SweepRequest request(Duration deadline, String from) {
    return request(deadline, from, SHOP);
  }

  /** Two trials of each arm. */
  public static SweepRequest request(Duration deadline, String from, Target... targets) {
    return new SweepRequest(
        List.of(targets),
        VantageSelector.parse(from),
        List.of(),
        2,
        deadline,
        Duration.ofSeconds(1),
        Set.of());
  }

  private static Outcome failed(Step step, FailureWord word) {
    return new Outcome.Failed(new Failure(step, word, ""));
  }
}
