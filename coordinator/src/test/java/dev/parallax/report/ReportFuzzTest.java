package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.json.MalformedReportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A valid report, mutated deterministically: it is parsed, or refused with a message. {@code
 * -Dfuzz.reports=100000} for a long run.
 */
final class ReportFuzzTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int BATCHES = 4;
  private static final int REPORTS = Integer.getInteger("fuzz.reports", 400);
  private static final List<String> ODD =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "99999999999999999999",
          "0.5",
          "\"\"",
          "\"\\u202e\"",
          "\"x\"",
          "[]",
          "{}",
          "[[]]",
          "{\"a\":{}}",
          "\"2026-13-45T99:00:00Z\"",
          "\"1.2.3.4.5\"");

  static IntStream batches() {
    return IntStream.range(0, BATCHES);
  }

  @ParameterizedTest
  @MethodSource("batches")
  void report_isReadOrRefused(int batch) throws Exception {
    var random = new Random(batch);
    var good = good();
    for (int i = 0; i < REPORTS; i++) {
      var text = random.nextInt(4) == 0 ? scratched(good, random) : rearranged(good, random);
      try {
        assertTrue(isReadOrRefused(text));
      } catch (RuntimeException | StackOverflowError finding) {
        throw new AssertionError("report " + i + ": " + text, finding);
      }
    }
  }

  private static boolean isReadOrRefused(String text) {
    try {
      JsonReportReader.read(text);
      return true;
    } catch (MalformedReportException refused) {
      return refused.getMessage() != null;
    }
  }

  private static String good() throws IOException {
    try (var in = Objects.requireNonNull(ReportFuzzTest.class.getResourceAsStream("sweep.json"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Some characters replaced, some missing, a piece duplicated. */
  private static String scratched(String text, Random random) {
    var scratched = new StringBuilder(text);
    for (int i = random.nextInt(6); i >= 0; i--) {
      int at = random.nextInt(scratched.length());
      switch (random.nextInt(3)) {
        case 0 -> scratched.setCharAt(at, (char) random.nextInt(256));
        case 1 -> scratched.deleteCharAt(at);
        default -> scratched.insert(at, "[{".repeat(random.nextInt(2_000)));
      }
    }
    return scratched.toString();
  }

  /** Valid JSON with unusual values and missing fields. */
  private static String rearranged(String text, Random random) throws IOException {
    var document = MAPPER.readTree(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      var holders = new ArrayList<JsonNode>();
      collect(document, holders);
      change(holders.get(random.nextInt(holders.size())), random);
    }
    return document.toString();
  }

  private static void collect(JsonNode node, List<JsonNode> holders) {
    if (!node.isEmpty()) {
      holders.add(node);
      node.forEach(child -> collect(child, holders));
    }
  }

  private static void change(JsonNode holder, Random random) throws IOException {
    var odd = MAPPER.readTree(ODD.get(random.nextInt(ODD.size())));
    int at = random.nextInt(holder.size());
    if (holder instanceof ArrayNode array) {
      array.set(at, odd);
    } else if (holder instanceof ObjectNode object) {
      var name = object.properties().stream().toList().get(at).getKey();
      if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(name, odd);
      }
    }
  }
}
