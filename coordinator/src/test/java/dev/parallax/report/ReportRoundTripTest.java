package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.json.Json;
import dev.parallax.report.json.MalformedReportException;
import dev.parallax.report.words.Catalogue;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents that the parser accepts and refuses. */
final class ReportRoundTripTest {
  private final Catalogue catalogue = Catalogue.english();
  private final String document = JsonReport.write(Fixture.report(), catalogue);

  @Test
  void readsBackWhatWasWritten() {
    assertEquals(Fixture.withoutDer(Fixture.sweep()), JsonReportReader.read(document));
  }

  @Test
  void readsBackEveryGeneratedSweep() {
    for (long seed = 0; seed < 200; seed++) {
      var sweep = new SweepGenerator(seed).sweep();
      var report = Report.of(sweep, List.of(), ExitPolicy.DEFAULT);
      var read = JsonReportReader.read(JsonReport.write(report, catalogue));
      assertEquals(Fixture.withoutDer(sweep), read, "seed " + seed);
    }
  }

  @Test
  void writesTheSameAgain() {
    var again = Report.of(JsonReportReader.read(document), Fixture.verdicts(), ExitPolicy.DEFAULT);
    assertEquals(document, JsonReport.write(again, catalogue));
  }

  @Test
  void takesUnknownFieldsAndFailureWords() {
    var sweep =
        changed(
            node -> {
              node.put("novelty", 1);
              result(node).put("failure", "alert_from_the_future").put("hue", "red");
            });
    var failure = sweep.targets().getFirst().observations().getFirst().failure();
    assertEquals(new FailureWord("alert_from_the_future"), failure.orElseThrow().word());
  }

  @Test
  void takesADocumentWithoutTheAdditions() {
    var sweep =
        changed(
            node -> {
              node.remove("deadlineHit");
              target(node).remove("inside");
            });
    assertEquals(
        Fixture.sweep().targets().getFirst().inside().keySet(),
        sweep.targets().getFirst().inside().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null", "hello", "{} {}", "{\"schemaVersion\":1}"})
  void refusesWhatIsNoReport(String text) {
    assertOneLine(assertThrows(MalformedReportException.class, () -> JsonReportReader.read(text)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "schemaVersion | 2 | $.schemaVersion: expected at most 1, this one is newer, got 2",
        "schemaVersion | \"1\" | $.schemaVersion: expected an integer, got \"1\"",
        "sweepId | \"../x\" | $.sweepId: expected a sweep id of a-z 0-9 -, got \"../x\"",
        "startedAt | \"today\" | $.startedAt: expected a time like",
        "tookMs | 1e1000000000 | $.tookMs: expected a number of milliseconds",
        "tookMs | \"4s\" | $.tookMs: expected a number of milliseconds, got \"4s\"",
        "targets | {} | $.targets: expected an array, got {}",
      })
  void refusesAtTheTop(String field, String value, String expected) {
    var refused =
        assertThrows(
            MalformedReportException.class, () -> changed(node -> node.set(field, parse(value))));
    assertTrue(said(refused).startsWith(expected), said(refused));
    assertOneLine(refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "arm | \"teleport\" | .arm: expected one of base, control_sni,",
        "status | \"maybe\" | .status: expected ok, failed or not_run, got \"maybe\"",
        "trial | 0 | : trials count from 1, got: 0",
        "vantage | \"a b\" | .vantage: expected a vantage's name, got \"a b\"",
        "address | \"example.com\" | .address: expected an IP address, got \"example.com\"",
        "failure | \"Not A Word\" | .failure: expected a failure word of a-z 0-9 _",
        "steps | null | .steps: is missing",
      })
  void refusesInAResult(String field, String value, String expected) {
    var refused =
        assertThrows(
            MalformedReportException.class,
            () -> changed(node -> result(node).set(field, parse(value))));
    var place = "$.targets[0].results[0]" + expected;
    assertTrue(said(refused).startsWith(place), said(refused));
    assertOneLine(refused);
  }

  private static void assertOneLine(MalformedReportException refused) {
    assertEquals(1, said(refused).lines().count());
  }

  private static String said(MalformedReportException refused) {
    return String.valueOf(refused.getMessage());
  }

  private Sweep changed(Consumer<ObjectNode> change) {
    var node = (ObjectNode) parse(document);
    change.accept(node);
    return JsonReportReader.read(node.toString());
  }

  private static ObjectNode target(ObjectNode document) {
    return (ObjectNode) ((ArrayNode) document.get("targets")).get(0);
  }

  private static ObjectNode result(ObjectNode document) {
    return (ObjectNode) ((ArrayNode) target(document).get("results")).get(0);
  }

  private static JsonNode parse(String text) {
    try {
      return Json.MAPPER.readTree(text);
    } catch (JsonProcessingException malformed) {
      throw new IllegalStateException(malformed);
    }
  }
}
