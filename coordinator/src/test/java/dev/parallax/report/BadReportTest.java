package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Attribution;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonlReport;
import dev.parallax.report.export.CsvReport;
import dev.parallax.report.export.GithubReport;
import dev.parallax.report.export.JunitReport;
import dev.parallax.report.export.MarkdownReport;
import dev.parallax.report.export.PromReport;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.html.HtmlReportTest;
import dev.parallax.report.text.ExplainText;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.text.WideReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import dev.parallax.text.Printable;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Malformed and unusual sweeps, in every format. */
final class BadReportTest {
  private static final Catalogue ENGLISH = Catalogue.english();

  /** Formats for people and mail; JSON and JSONL keep everything. */
  private static Map<String, Function<Report, String>> bounded() {
    var all = new LinkedHashMap<String, Function<Report, String>>();
    all.put("text", report -> TextReport.write(report, ENGLISH));
    all.put("wide", report -> WideReport.write(report, ENGLISH));
    all.put("html", report -> HtmlReport.write(report, ENGLISH));
    all.put("markdown", report -> MarkdownReport.write(report, ENGLISH));
    all.put("junit", report -> JunitReport.write(report, ENGLISH));
    all.put("csv", CsvReport::write);
    all.put("prom", PromReport::write);
    all.put("github", report -> GithubReport.write(report, ENGLISH));
    all.put("explain", report -> ExplainText.write(report, ENGLISH));
    return all;
  }

  /** Every format by its name. */
  static Map<String, Function<Report, String>> all() {
    var all = bounded();
    all.put("json", report -> JsonReport.write(report, ENGLISH));
    all.put("jsonl", BadReportTest::jsonl);
    return all;
  }

  private static String jsonl(Report report) {
    var text = new StringWriter();
    new JsonlReport(text, ENGLISH).whole(report);
    return text.toString();
  }

  private static Report judged(Sweep sweep) {
    return Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);
  }

  /** Each leaf has it 2,000 times: 100 KB. */
  private static final String NAME = "a".repeat(40) + ".example.org";

  @Test
  void hundredKilobytesOfNames_stayOutOfWhatPeopleRead() {
    var report = judged(Hostile.sweep(NAME));
    bounded()
        .forEach(
            (name, format) -> {
              int length = format.apply(report).length();
              assertTrue(length < 2_000_000, () -> name + ": length " + length);
            });
    assertTrue(TextReport.write(report, ENGLISH).length() < 60_000);
  }

  @Test
  void megabytesOfNames_pageSaysThatResultsAreLeftOut() throws Exception {
    var page = HtmlReport.write(judged(Hostile.sweep("a.".repeat(200) + "example")), ENGLISH);
    assertTrue(page.length() < 2_000_000, () -> "length " + page.length());
    HtmlReportTest.parsed(page);
    assertTrue(page.contains("without its single results"));
  }

  @ParameterizedTest
  @EnumSource
  void emptySweep_isPrintedAndMeasuredNothing(Language language) {
    var report = judged(empty());
    all().forEach((name, format) -> assertFalse(format.apply(report).isEmpty(), name));
    var text = TextReport.write(report, Catalogue.of(language));
    assertTrue(text.contains("0"), text);
    assertEquals(4, report.exit().code().code());
  }

  private static Sweep empty() {
    return new Sweep(
        Fixture.ID,
        Fixture.sweep().startedAt(),
        Duration.ZERO,
        false,
        List.of(),
        List.of(),
        new Coverage(0, 0, List.of()),
        List.of(new TargetResults(Fixture.SHOP, Map.of(), List.of())));
  }

  @Test
  void hostileText_neverReachesATerminalAsMoreThanText() {
    var report = judged(Hostile.sweep(Hostile.TEXT));
    for (var format : List.of("text", "wide", "markdown", "csv", "github", "explain")) {
      var text = all().getOrDefault(format, any -> "").apply(report);
      assertFalse(text.isEmpty(), format);
      assertFalse(
          text.codePoints()
              .anyMatch(point -> "\r\n".indexOf(point) < 0 && Printable.isHidden(point)),
          format);
    }
  }
}
