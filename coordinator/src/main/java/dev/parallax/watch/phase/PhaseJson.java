package dev.parallax.watch.phase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.parallax.model.vantage.VantageId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The times of steps as a JSON array, for the store: objects are the states of incidents. */
public final class PhaseJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final double MICROS = 1_000;

  private PhaseJson() {}

  /** A JSON array that {@link #read} reads. */
  public static String write(PhaseBook book) {
    var root = MAPPER.createObjectNode();
    book.histories()
        .forEach(
            (vantage, phases) -> {
              var own = root.putObject(vantage.name());
              phases.forEach(
                  (phase, history) -> {
                    var node = own.putObject(phase.name());
                    node.put("sampledAt", history.sampledAt().toString());
                    add(node.putArray("samples"), history.samples());
                    add(node.putArray("recent"), history.recent());
                  });
            });
    return MAPPER.createArrayNode().add(root).toString();
  }

  /** To a microsecond. */
  private static void add(ArrayNode node, List<Double> millis) {
    millis.forEach(time -> node.add(Math.round(time * MICROS) / MICROS));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException for another text
   */
  public static PhaseBook read(String text) {
    try {
      var books = new TreeMap<VantageId, Map<TimedStep, PhaseHistory>>();
      for (var vantage : MAPPER.readTree(text).path(0).properties()) {
        var own = new EnumMap<TimedStep, PhaseHistory>(TimedStep.class);
        for (var phase : vantage.getValue().properties()) {
          own.put(TimedStep.valueOf(phase.getKey()), history(phase.getValue()));
        }
        books.put(new VantageId(vantage.getKey()), own);
      }
      return new PhaseBook(books);
    } catch (JsonProcessingException malformed) {
      throw new IllegalArgumentException("expected JSON, got: " + text, malformed);
    }
  }

  private static PhaseHistory history(JsonNode node) {
    return new PhaseHistory(
        times(node.path("samples")),
        Instant.parse(node.path("sampledAt").asText()),
        times(node.path("recent")));
  }

  private static List<Double> times(JsonNode node) {
    return node.valueStream().map(JsonNode::asDouble).toList();
  }
}
