package dev.parallax.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The JSON document of a sweep on one target. */
record SweepDocument(JsonNode root) {
  static SweepDocument of(Path file) throws IOException {
    return new SweepDocument(new JsonMapper().readTree(file.toFile()));
  }

  static SweepDocument of(Program.Ended ended) throws IOException {
    return new SweepDocument(new JsonMapper().readTree(ended.out()));
  }

  /** Blame and hypothesis of each verdict. */
  List<String> verdicts() {
    return root.path("targets")
        .path(0)
        .path("verdicts")
        .valueStream()
        .map(verdict -> verdict.path("blame") + " " + verdict.path("hypothesis"))
        .toList();
  }

  /** The keys of the results. */
  List<String> keys() {
    return root.path("targets")
        .path(0)
        .path("results")
        .valueStream()
        .map(
            result ->
                String.join(
                    " ",
                    result.path("vantage").asText(),
                    result.path("round").asText(),
                    result.path("arm").asText(),
                    result.path("variant").asText(),
                    result.path("address").asText(),
                    result.path("trial").asText()))
        .toList();
  }

  /** The first verdict of the target whose text has a name. */
  static JsonNode verdict(JsonNode report, String name) {
    return report
        .path("targets")
        .valueStream()
        .filter(target -> target.path("target").asText().contains(name))
        .map(target -> target.at("/verdicts/0"))
        .findFirst()
        .orElseThrow();
  }
}
