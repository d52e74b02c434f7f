package dev.parallax.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a sweep made of a scenario.
 *
 * @param handshakes probes of all rounds
 * @param report the JSON report
 */
record Outcome(Scenario scenario, List<Given> given, int handshakes, Duration took, Path report) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final double SURE = 0.9;

  /** How the verdicts compare with what was expected. */
  enum Mark {
    RIGHT,
    /** Blame and segment are right; hypothesis or vantages are not. */
    RIGHT_SIDE,
    ABSTAINED,
    WRONG;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  static Outcome read(Scenario scenario, Path report) throws IOException {
    JsonNode root = MAPPER.readTree(report.toFile());
    return new Outcome(
        scenario,
        root.path("targets").path(0).path("verdicts").valueStream().map(Given::of).toList(),
        root.path("rounds").valueStream().mapToInt(it -> it.path("handshakes").asInt()).sum(),
        Duration.ofMillis(root.path("tookMs").asLong()),
        report);
  }

  Mark mark() {
    var expected = scenario.expected();
    if (given.size() == expected.size() && expected.stream().allMatch(this::met)) {
      return Mark.RIGHT;
    }
    if (given.size() == expected.size()
        && expected.stream().allMatch(it -> given.stream().anyMatch(it::rightBlame))) {
      return Mark.RIGHT_SIDE;
    }
    return given.isEmpty() || given.stream().anyMatch(Given::abstains)
        ? Mark.ABSTAINED
        : Mark.WRONG;
  }

  private boolean met(Expected expected) {
    return given.stream().anyMatch(expected::isMetBy);
  }

  /** Wrong, and sure of it: the one thing that may never happen. */
  boolean isConfidentlyWrong() {
    return mark() == Mark.WRONG && probability() >= SURE;
  }

  double probability() {
    return given.isEmpty() ? 0 : given.getFirst().probability();
  }

  String grade() {
    return given.isEmpty() ? "-" : given.getFirst().grade();
  }

  String got() {
    return given.stream().map(Given::toString).collect(Collectors.joining(" + "));
  }
}
