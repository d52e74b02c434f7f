package dev.parallax.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A verdict as a JSON report has it, as far as it decides whether the report is right. */
record ReportedVerdict(
    String blame,
    Optional<String> segment,
    Optional<String> hypothesis,
    String scope,
    Set<String> vantages) {

  static ReportedVerdict of(JsonNode verdict) {
    var scope = verdict.path("scope");
    Set<String> vantages = new TreeSet<>();
    scope.path("vantages").forEach(name -> vantages.add(name.asText()));
    return new ReportedVerdict(
        verdict.path("blame").asText(),
        text(verdict.path("segment")),
        text(verdict.path("hypothesis")),
        scope.path("attribute").asText() + "=" + scope.path("value").asText(),
        vantages);
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  /** {@code ORIGIN/edge E1}. */
  static String spelling(String blame, Optional<String> segment, Optional<String> hypothesis) {
    return blame
        + segment.map(it -> "/" + it).orElse("")
        + hypothesis.map(it -> " " + it).orElse("");
  }

  @Override
  public String toString() {
    var at = vantages.isEmpty() ? "" : " at " + String.join(",", vantages);
    return spelling(blame, segment, hypothesis) + at;
  }
}
