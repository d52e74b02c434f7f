package dev.parallax.stage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.model.verdict.Blame;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A verdict as the JSON report has it, as far as it decides whether the report is right.
 *
 * @param hypothesis code of the cause
 * @param vantages names of the vantages of its scope
 * @param probability 0 to 1
 */
public record ReportedVerdict(
    String blame,
    Optional<String> segment,
    Optional<String> hypothesis,
    Set<String> vantages,
    double probability,
    String grade) {
  public static ReportedVerdict of(JsonNode verdict) {
    Set<String> vantages = new TreeSet<>();
    verdict.path("scope").path("vantages").forEach(name -> vantages.add(name.asText()));
    return new ReportedVerdict(
        verdict.path("blame").asText(),
        text(verdict.path("segment")),
        text(verdict.path("hypothesis")),
        vantages,
        verdict.path("probability").asDouble(),
        verdict.path("grade").asText());
  }

  private static Optional<String> text(JsonNode value) {
    return Optional.of(value).filter(JsonNode::isTextual).map(JsonNode::asText);
  }

  public boolean abstains() {
    return blame.equals(Blame.INCONCLUSIVE.name());
  }

  /** Blame and segment, such as {@code ORIGIN/edge}. */
  public String side() {
    return blame + segment.map(it -> "/" + it).orElse("");
  }

  /** {@code ORIGIN/edge E1 @eu-a,eu-b}. */
  @Override
  public String toString() {
    return side()
        + hypothesis.map(it -> " " + it).orElse("")
        + (vantages.isEmpty() ? "" : " @" + String.join(",", new TreeSet<>(vantages)));
  }
}
