package dev.parallax.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A verdict as the JSON report has it. */
record Given(
    String blame,
    Optional<String> segment,
    String hypothesis,
    Set<String> vantages,
    double probability,
    String grade) {
  static Given of(JsonNode verdict) {
    Set<String> vantages = new TreeSet<>();
    verdict.path("scope").path("vantages").forEach(name -> vantages.add(name.asText()));
    return new Given(
        verdict.path("blame").asText(),
        Optional.of(verdict.path("segment")).filter(JsonNode::isTextual).map(JsonNode::asText),
        verdict.path("hypothesis").asText(""),
        vantages,
        verdict.path("probability").asDouble(),
        verdict.path("grade").asText());
  }

  boolean abstains() {
    return blame.equals("INCONCLUSIVE");
  }

  /** Blame and segment. */
  String side() {
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
