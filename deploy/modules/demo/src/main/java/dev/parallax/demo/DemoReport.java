package dev.parallax.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.parallax.stage.ReportedVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The content of a JSON report: the sweep, its duration, and the verdicts on its single target. */
record DemoReport(String sweepId, Duration took, List<ReportedVerdict> findings) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static DemoReport read(Path report) throws IOException {
    return read(Files.readString(report));
  }

  static DemoReport read(String report) throws IOException {
    JsonNode root = MAPPER.readTree(report);
    return new DemoReport(
        root.path("sweepId").asText(),
        Duration.ofMillis(root.path("tookMs").asLong()),
        root.path("targets")
            .path(0)
            .path("verdicts")
            .valueStream()
            .map(ReportedVerdict::of)
            .toList());
  }
}
