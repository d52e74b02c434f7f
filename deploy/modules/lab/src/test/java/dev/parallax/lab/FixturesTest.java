package dev.parallax.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Attribution;
import dev.parallax.lab.results.ScenarioOutcome;
import dev.parallax.lab.scenario.Conditions;
import dev.parallax.lab.scenario.Scenario;
import dev.parallax.lab.scenario.ScenarioCatalogue;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonReportReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recorded sweeps of the lab, attributed again: the expectation of each scenario must still hold.
 * {@code deploy/lab run --all --fixtures deploy/modules/lab/src/test/resources/lab} records them
 * again.
 */
final class FixturesTest {
  private static final long MOST_BYTES = 3_000_000;
  private static final Map<String, String> KNOWN_MISSES = knownMisses();

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("names")
  void theVerdictIsTheScenariosOwn(String name) throws Exception {
    var scenario = ScenarioCatalogue.named(name);
    var outcome = ScenarioOutcome.read(scenario, judged(name));
    var said = name + ": expected " + scenario.expectedText() + ", got " + outcome.got();
    if (KNOWN_MISSES.containsKey(name)) {
      System.out.println("known miss: " + said + " (" + KNOWN_MISSES.get(name) + ")");
    } else {
      assertFalse(outcome.isConfidentlyWrong(), said);
      assertEquals(ScenarioOutcome.Mark.RIGHT, outcome.mark(), said);
    }
  }

  @ParameterizedTest
  @MethodSource("harder")
  void reducedSweep_noWrongVerdictIsSure(String name, Conditions conditions) throws Exception {
    var scenario = ScenarioCatalogue.named(name).under(conditions);
    Assumptions.assumeTrue(scenario.isPresent(), "nobody is left to see " + name);
    var outcome = ScenarioOutcome.read(scenario.get(), judged(name, conditions));
    var said =
        "%s, %s: %s, expected %s, got %s"
            .formatted(
                conditions, outcome.judged(), name, scenario.get().expectedText(), outcome.got());
    System.out.println(said);
    assertFalse(outcome.isConfidentlyWrong() && !KNOWN_MISSES.containsKey(name), said);
  }

  @Test
  void whatIsMissedIsInTheCatalogue() {
    assertTrue(names().containsAll(KNOWN_MISSES.keySet()), KNOWN_MISSES.toString());
  }

  @Test
  void theyStaySmall() throws IOException {
    long bytes = 0;
    for (var name : names()) {
      try (var in = FixturesTest.class.getResourceAsStream(resource(name))) {
        bytes += in == null ? 0 : in.readAllBytes().length;
      }
    }
    assertTrue(bytes < MOST_BYTES, "bytes: " + bytes);
  }

  static List<String> names() {
    return ScenarioCatalogue.all().stream().map(Scenario::name).toList();
  }

  static Stream<Arguments> harder() {
    return ReducedSweep.conditions().stream()
        .flatMap(it -> names().stream().map(name -> Arguments.of(name, it)));
  }

  private Path judged(String name) throws IOException {
    return judged(name, Conditions.ORDINARY);
  }

  private Path judged(String name, Conditions conditions) throws IOException {
    var sweep = ReducedSweep.under(conditions, JsonReportReader.read(required(name)));
    var report = Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);
    return Files.writeString(
        folder.resolve(name + ".json"),
        JsonReport.write(report, dev.parallax.report.words.Catalogue.english()));
  }

  private static String required(String name) throws IOException {
    var json = recorded(name);
    Assumptions.assumeTrue(json.isPresent(), "no sweep of " + name + " was recorded");
    return json.orElseThrow();
  }

  static Optional<String> recorded(String name) throws IOException {
    try (var in = FixturesTest.class.getResourceAsStream(resource(name))) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(new GZIPInputStream(in).readAllBytes(), UTF_8));
    }
  }

  private static String resource(String name) {
    return "/lab/" + name + ".json.gz";
  }

  private static Map<String, String> knownMisses() {
    var lines = new Properties();
    try (var in = FixturesTest.class.getResourceAsStream("/lab/known-misses.properties")) {
      lines.load(in);
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
    return lines.stringPropertyNames().stream()
        .collect(Collectors.toMap(name -> name, lines::getProperty));
  }
}
