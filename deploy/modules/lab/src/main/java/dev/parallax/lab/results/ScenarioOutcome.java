package dev.parallax.lab.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.lab.scenario.Scenario;
import dev.parallax.model.verdict.Cause;
import dev.parallax.stage.ExpectedVerdict;
import dev.parallax.stage.ReportedVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The outcome of a scenario.
 *
 * @param refused vantages excluded from the comparison
 * @param handshakes probes of all rounds
 * @param sweep the duration of the sweep
 * @param whole the duration including fault, proof and removal
 * @param pressure on the CPUs of the lab's machine during the sweep
 * @param report the JSON report
 */
public record ScenarioOutcome(
    Scenario scenario,
    List<ReportedVerdict> given,
    Set<String> refused,
    int handshakes,
    Duration sweep,
    Duration whole,
    CpuPressure pressure,
    Path report) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final double SURE = 0.9;
  private static final String ANOTHER_HELLO = "sent another ClientHello";

  /** The comparison of the verdicts with the expectation. */
  public enum Mark {
    RIGHT,
    /** Blame and segment are right; hypothesis or vantages are not. */
    RIGHT_SIDE,
    ABSTAINED,
    WRONG;

    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  public static ScenarioOutcome read(Scenario scenario, Path report) throws IOException {
    JsonNode root = MAPPER.readTree(report.toFile());
    return new ScenarioOutcome(
        scenario,
        root.path("targets")
            .path(0)
            .path("verdicts")
            .valueStream()
            .map(ReportedVerdict::of)
            .toList(),
        refused(root.path("targets").path(0).path("results")),
        root.path("rounds").valueStream().mapToInt(it -> it.path("handshakes").asInt()).sum(),
        Duration.ofMillis(root.path("tookMs").asLong()),
        Duration.ZERO,
        CpuPressure.UNKNOWN,
        report);
  }

  public ScenarioOutcome took(Duration whole, CpuPressure pressure) {
    return new ScenarioOutcome(
        scenario, given, refused, handshakes, sweep, whole, pressure, report);
  }

  private static Set<String> refused(JsonNode results) {
    return results
        .valueStream()
        .filter(result -> result.path("said").asText().startsWith(ANOTHER_HELLO))
        .map(result -> result.path("vantage").asText())
        .collect(Collectors.toSet());
  }

  public Mark mark() {
    var expected = scenario.expected();
    var counted = counted();
    if (!refused.equals(scenario.refused())) {
      return Mark.WRONG;
    }
    if (counted.isEmpty() && !given.isEmpty() && scenario.isHealthy() && !pressure.isShortOfCpu()) {
      return Mark.RIGHT;
    }
    if (counted.size() == expected.size() && expected.stream().allMatch(this::met)) {
      return Mark.RIGHT;
    }
    if (counted.size() == expected.size() && expected.stream().allMatch(this::sided)) {
      return Mark.RIGHT_SIDE;
    }
    return counted.isEmpty() || counted.stream().anyMatch(ReportedVerdict::abstains)
        ? Mark.ABSTAINED
        : Mark.WRONG;
  }

  /** Without the permitted verdict, and without that on agents whose machine is overloaded. */
  private List<ReportedVerdict> counted() {
    return given.stream()
        .filter(it -> scenario.permitted().filter(also -> also.isMetBy(it)).isEmpty())
        .filter(it -> !(pressure.isShortOfCpu() && isShortageOfCpu(it)))
        .toList();
  }

  private static boolean isShortageOfCpu(ReportedVerdict verdict) {
    return verdict.hypothesis().equals(Optional.of(Cause.AGENT_SHORT_OF_CPU.code()));
  }

  private boolean met(ExpectedVerdict expected) {
    return counted().stream().anyMatch(expected::isMetBy);
  }

  private boolean sided(ExpectedVerdict expected) {
    return counted().stream().anyMatch(expected::hasRightSide);
  }

  boolean hasRightSide() {
    return mark() == Mark.RIGHT || mark() == Mark.RIGHT_SIDE;
  }

  /** An unexpected verdict with p ≥ 0.9, which must never occur. */
  public boolean isConfidentlyWrong() {
    return counted().stream()
        .anyMatch(
            verdict ->
                !verdict.abstains()
                    && verdict.probability() >= SURE
                    && scenario.expected().stream().noneMatch(it -> it.hasRightSide(verdict)));
  }

  /** The verdict in place of the expected one; empty without one. */
  Optional<ReportedVerdict> inPlaceOf(ExpectedVerdict expected) {
    return given.stream()
        .filter(expected::hasRightSide)
        .findFirst()
        .or(
            () ->
                given.stream()
                    .filter(
                        verdict ->
                            scenario.expected().stream().noneMatch(it -> it.hasRightSide(verdict)))
                    .findFirst());
  }

  double probability() {
    return given.isEmpty() ? 0 : given.getFirst().probability();
  }

  String grade() {
    return given.isEmpty() ? "-" : given.getFirst().grade();
  }

  public String got() {
    return given.stream().map(ReportedVerdict::toString).collect(Collectors.joining(" + "));
  }

  /** Mark, with {@code !} where it is wrong and sure of it. */
  public String judged() {
    return mark().word() + (isConfidentlyWrong() ? "!" : "");
  }
}
