package dev.parallax.lab.results;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A recorded sweep of the lab, which tests attribute again: its report without the verdicts, and
 * without large values that carry no information: nanoseconds and the random values of
 * ClientHellos.
 */
public final class FixtureFile {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String RANDOM = "helloRandom";
  private static final double PARTS_OF_A_MILLISECOND = 1000;

  private FixtureFile() {}

  public static void write(ScenarioOutcome outcome, Path folder) throws IOException {
    var root = (ObjectNode) MAPPER.readTree(outcome.report().toFile());
    root.path("targets").forEach(target -> ((ObjectNode) target).putArray("verdicts"));
    trim(root);
    var file = Files.createDirectories(folder).resolve(outcome.scenario().name() + ".json.gz");
    try (var out = new Smallest(new BufferedOutputStream(Files.newOutputStream(file)))) {
      MAPPER.writeValue(out, root);
    }
  }

  private static void trim(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (var name : object.propertyStream().map(Map.Entry::getKey).toList()) {
        object.set(name, trimmed(name, object.path(name)));
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(FixtureFile::trim);
    }
  }

  private static JsonNode trimmed(String name, JsonNode value) {
    trim(value);
    if (name.equals(RANDOM) && value.isTextual()) {
      return TextNode.valueOf("0".repeat(value.asText().length()));
    }
    return value.isDouble() ? DoubleNode.valueOf(rounded(value.asDouble())) : value;
  }

  private static double rounded(double millis) {
    return Math.rint(millis * PARTS_OF_A_MILLISECOND) / PARTS_OF_A_MILLISECOND;
  }

  /** Takes its time. */
  private static final class Smallest extends GZIPOutputStream {
    Smallest(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
