package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.attribution.inference.SweepAnalysis;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Golden;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.json.Json;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * From the observations to the text, stage by stage: the comparison, the verdicts, the probes
 * proposed for the next round and the report of one sweep of each kind, as the engine makes them.
 */
final class StagesTest {
  private static final Catalogue ENGLISH = Catalogue.english();

  @ParameterizedTest
  @CsvSource({
    "healthy, healthy",
    "origin_edge, seed 001: this name reset 80 % of the time from outside",
    "origin_service, expired everywhere",
    "path, one network: this name reset for both agents of A",
    "path_resolver, lying resolver: A is given another server's address",
    "region, one region: this name reset on both networks of ap",
    "vantage, wrong clock: one agent ten years behind",
    "inconclusive, inconclusive_onlyOneVantageAnswered",
    "two_causes, 'two causes: expired, and this name reset in ap'"
  })
  void everyStage_asStored(String folder, String story) throws IOException {
    var sweep = stored(named(story));
    var report = Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);

    check(folder, "comparison.json", Json.indented(comparisons(sweep)));
    check(folder, "verdict.json", Json.indented(verdicts(report)));
    check(folder, "next_round.json", Json.indented(nextRounds(sweep)));
    check(folder, "report.txt", TextReport.write(report, ENGLISH));
    check(folder, "report_zh.txt", TextReport.write(report, Catalogue.of(Language.ZH)));
  }

  private static void check(String folder, String file, String actual) throws IOException {
    Golden.check(Path.of("stages", folder, file), actual);
  }

  private static Sweep named(String story) {
    return AttributionStories.all()
        .filter(candidate -> candidate.name().equals(story))
        .findFirst()
        .orElseThrow()
        .sweep();
  }

  /** The sweep as its JSON document gives it back; both have the same verdicts. */
  private static Sweep stored(Sweep sweep) {
    var verdicts = Attribution.attribute(sweep);
    var report = Report.of(sweep, verdicts, ExitPolicy.DEFAULT);
    var stored = JsonReportReader.read(JsonReport.write(report, ENGLISH));
    assertEquals(verdicts, Attribution.attribute(stored));
    return stored;
  }

  private static JsonNode comparisons(Sweep sweep) {
    return eachTarget(
        sweep, results -> ComparisonJson.of(SweepAnalysis.of(sweep, results).table()));
  }

  private static JsonNode nextRounds(Sweep sweep) {
    return eachTarget(
        sweep,
        results ->
            Json.array(
                NextRound.of(sweep, results).proposedProbes((arm, reason) -> 3).stream()
                    .map(StagesTest::line)
                    .toList()));
  }

  private static JsonNode line(ProposedProbe probe) {
    var node = Json.object();
    node.put("arm", probe.arm().word());
    node.put("reason", Json.word(probe.reason()));
    node.set("vantages", Json.texts(probe.vantages()));
    node.put("bits", Math.round(probe.bits() * 1e6) / 1e6);
    return Json.line(node);
  }

  private static JsonNode verdicts(Report report) throws IOException {
    var document = Json.MAPPER.readTree(JsonReport.write(report, ENGLISH));
    var verdicts = Json.object();
    document
        .get("targets")
        .forEach(target -> verdicts.set(target.get("target").asText(), target.get("verdicts")));
    return verdicts;
  }

  private static JsonNode eachTarget(Sweep sweep, Function<TargetResults, JsonNode> stage) {
    var node = Json.object();
    sweep.targets().forEach(results -> node.set(results.target().toString(), stage.apply(results)));
    return node;
  }
}
