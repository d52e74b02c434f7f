package dev.parallax.lab;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** What a sweep of the lab saw, for tests to judge anew: its report without the verdicts. */
final class Fixture {
  private static final JsonMapper MAPPER = new JsonMapper();

  private Fixture() {}

  static void write(Outcome outcome, Path folder) throws IOException {
    var root = (ObjectNode) MAPPER.readTree(outcome.report().toFile());
    root.path("targets").forEach(target -> ((ObjectNode) target).putArray("verdicts"));
    var file = Files.createDirectories(folder).resolve(outcome.scenario().name() + ".json.gz");
    try (var out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      MAPPER.writeValue(out, root);
    }
  }
}
