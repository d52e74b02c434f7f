package dev.parallax.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.attribution.Attribution;
import dev.parallax.web.metrics.MetricsTest;
import dev.parallax.web.metrics.SweepMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alert rules and dashboard use only metrics that the coordinator exports. */
@Timeout(60)
final class DashboardTest {
  private static final Path RULES = Path.of("../deploy/prometheus/parallax.rules.yml");
  private static final Path RULES_TEST = Path.of("../deploy/prometheus/parallax.rules.test.yml");
  private static final Path DASHBOARD = Path.of("../deploy/grafana/parallax.json");
  private static final Pattern METRIC = Pattern.compile("\\b(?:probe|parallax)_[a-z0-9_]+");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

  @Test
  void rules_passPromtool() throws IOException, InterruptedException {
    Promtool.check("", "check", "rules", RULES.toString());
  }

  @Test
  void rules_fireWhenTheyShould() throws IOException, InterruptedException {
    Promtool.check("", "test", "rules", RULES_TEST.toString());
  }

  @Test
  void everyMetricAskedFor_isExported(@TempDir Path folder) throws IOException {
    var exported = exported(folder);
    var asked = new TreeSet<String>();
    Files.readAllLines(RULES).stream()
        .filter(line -> line.strip().startsWith("expr:"))
        .forEach(line -> asked.addAll(metrics(line)));
    expressions().forEach(expression -> asked.addAll(metrics(expression)));
    assertTrue(asked.size() > 10, asked.toString());
    asked.removeAll(exported);
    assertEquals(List.of(), List.copyOf(asked), "asked for and not exported");
  }

  @Test
  void dashboard_usesItsOwnDataSourceAndDistinctPanels() throws IOException {
    var dashboard = dashboard();
    var ids = new ArrayList<Integer>();
    for (var panel : dashboard.get("panels")) {
      ids.add(panel.get("id").asInt());
      assertFalse(panel.get("title").asText().isBlank());
      if (!panel.get("type").asText().equals("row")) {
        assertEquals("${datasource}", panel.get("datasource").get("uid").asText());
      }
    }
    assertEquals(ids.size(), ids.stream().distinct().count());
  }

  private static List<String> expressions() throws IOException {
    var found = new ArrayList<String>();
    for (var panel : dashboard().get("panels")) {
      panel.path("targets").forEach(target -> found.add(target.get("expr").asText()));
    }
    for (var variable : dashboard().get("templating").get("list")) {
      found.add(variable.path("query").asText());
    }
    return found;
  }

  private static JsonNode dashboard() throws IOException {
    return new ObjectMapper().readTree(DASHBOARD.toFile());
  }

  /** Names outside quotes: quoted text contains values of labels. */
  private static List<String> metrics(String expression) {
    return METRIC
        .matcher(QUOTED.matcher(expression).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .toList();
  }

  private static Set<String> exported(Path folder) {
    var meter = new SweepMeter();
    meter.finished(MetricsTest.SWEEP, Attribution.attribute(MetricsTest.SWEEP));
    try (var stage = WebStage.open(folder)) {
      stage.connect("eu-1", Map.of());
      return MetricsTest.scrape(stage, meter, Duration.ofMinutes(1))
          .lines()
          .filter(line -> !line.startsWith("#"))
          .flatMap(line -> Stream.of(line.split("[{ ]", 2)[0]))
          .collect(Collectors.toSet());
    }
  }
}
