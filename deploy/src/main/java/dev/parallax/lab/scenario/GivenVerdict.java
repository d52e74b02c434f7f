package dev.parallax.lab.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A verdict as the JSON report has it. */
public record GivenVerdict(
    String blame,
    Optional<String> segment,
    String hypothesis,
    Set<String> vantages,
    double probability,
    String grade) {
  public static GivenVerdict of(JsonNode verdict) {
    Set<String> vantages = new TreeSet<>();
    verdict.path("scope").path("vantages").forEach(name -> vantages.add(name.asText()));
    return new GivenVerdict(
        verdict.path("blame").asText(),
        Optional.of(verdict.path("segment")).filter(JsonNode::isTextual).map(JsonNode::asText),
        verdict.path("hypothesis").asText(""),
        vantages,
        verdict.path("probability").asDouble(),
        verdict.path("grade").asText());
  }

  public boolean abstains() {
    return blame.equals("INCONCLUSIVE");
  }

  /** Blame and segment. */
  public String side() {
    return blame + segment.map(it -> "/" + it).orElse("");
  }

  @Override
  public String toString() {
    return side()
        + " "
        + hypothesis
        + (vantages.isEmpty() ? "" : " @" + String.join(",", vantages));
  }
}
