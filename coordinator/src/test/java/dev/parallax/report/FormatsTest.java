package dev.parallax.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.report.export.CsvReport;
import dev.parallax.report.export.GithubReport;
import dev.parallax.report.export.JunitReport;
import dev.parallax.report.export.MarkdownReport;
import dev.parallax.report.export.PromReport;
import dev.parallax.report.html.HtmlReportTest;
import dev.parallax.report.text.WideReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.text.Printable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

/** The formats as parsed by their consumers, with a target that contains hostile text. */
final class FormatsTest {
  private static final Catalogue ENGLISH = Catalogue.english();

  private static Report hostile() {
    return Report.of(Hostile.sweep(Hostile.TEXT), Fixture.verdicts(), ExitPolicy.DEFAULT);
  }

  @Test
  void junitCountsWhatItHolds() throws Exception {
    var page = HtmlReportTest.parsed(JunitReport.write(hostile(), ENGLISH));
    var suites = page.getElementsByTagName("testsuite");
    assertEquals(3, suites.getLength());
    for (int i = 0; i < suites.getLength(); i++) {
      var suite = (Element) suites.item(i);
      assertCount(suite, "tests", "testcase");
      assertCount(suite, "failures", "failure");
      assertCount(suite, "skipped", "skipped");
    }
  }

  private static void assertCount(Element suite, String attribute, String tag) {
    var count = suite.getElementsByTagName(tag).getLength();
    assertEquals(suite.getAttribute(attribute), Integer.toString(count), tag);
  }

  @Test
  void markdownIsTextAndNothingElse() {
    assertEquals(
        "\\[x\\](javascript:\\`1\\`) \\| &#64;all &lt;b&gt; \\#1",
        MarkdownReport.escaped("[x](javascript:`1`) | @all <b> #1"));
    var page = MarkdownReport.write(hostile(), ENGLISH);
    assertFalse(page.contains("<script>"));
    assertTrue(page.contains("&lt;script&gt;"));
    var cells = page.lines().filter(line -> line.startsWith("| ")).toList();
    var widths = cells.stream().map(row -> row.split("(?<!\\\\)\\|", -1).length - 1);
    assertEquals(Set.of(8, 4), widths.collect(toSet()), "the steps, and what differs");
  }

  @Test
  void prometheusFindsNothingTwiceAndNothingUnescaped() {
    var text = PromReport.write(hostile());
    var series = text.lines().filter(line -> !line.startsWith("#")).toList();
    var names = series.stream().map(line -> line.substring(0, line.lastIndexOf(' '))).toList();
    assertEquals(names.size(), Set.copyOf(names).size());
    var label = "[a-z]+=\"(?:[^\"\\\\]|\\\\[\\\\\"])*\"";
    var line = "[a-z_]+(?:\\{" + label + "(?:," + label + ")*\\})? -?[0-9.]+(?:E[0-9]+)?";
    series.forEach(one -> assertTrue(one.matches(line), one));
  }

  @Test
  void promtoolTakesIt() throws Exception {
    var promtool = Path.of("/usr/bin/promtool");
    Assumptions.assumeTrue(Files.isExecutable(promtool), "no promtool here (Debian: prometheus)");
    var process = new ProcessBuilder(promtool.toString(), "check", "metrics").start();
    try (var input = process.outputWriter()) {
      input.write(PromReport.write(hostile()));
    }
    var said = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertEquals("", said);
    assertEquals(0, process.waitFor());
  }

  @Test
  void aWideRowIsOneLineWhateverTheTargetSaid() {
    var text = WideReport.write(hostile(), ENGLISH);
    assertFalse(text.codePoints().anyMatch(point -> point != '\n' && Printable.isHidden(point)));
  }

  @Test
  void csvRunsNoFormula() {
    var text = csvOf("=1+\"2\",3");
    assertTrue(text.contains(",\"'=1+\"\"2\"\",3\","), text);
  }

  private static String csvOf(String variant) {
    var key = Fixture.key(Fixture.SHOP, Fixture.LAN, Arm.BASE, variant, 1, Optional.empty());
    var seen = new Observation(key, Fixture.PLAN, new Outcome.Ok(), Steps.NONE);
    var fixture = Fixture.sweep();
    var sweep =
        new Sweep(
            fixture.id(),
            fixture.startedAt(),
            fixture.took(),
            false,
            fixture.vantages(),
            fixture.rounds(),
            fixture.coverage(),
            List.of(new TargetResults(Fixture.SHOP, Map.of(), List.of(seen))));
    return CsvReport.write(Report.of(sweep, List.of(), ExitPolicy.DEFAULT));
  }

  /** Text that a CI system treats as a command in a job's log. */
  private static final Pattern CI_COMMAND = Pattern.compile("(?m)^\\s*::[a-z-]+|##[A-Za-z]*\\[");

  @ParameterizedTest
  @ValueSource(strings = {"::add-mask::x ", "##vso[task.setvariable]x ", "##teamcity[x] ", "##[x]"})
  void noFormatPrintsACommandOfACiSystem(String command) {
    var report =
        Report.of(Hostile.sweep(command.repeat(20)), Fixture.verdicts(), ExitPolicy.DEFAULT);
    BadReportTest.all()
        .forEach(
            (name, format) -> {
              var text = format.apply(report);
              var own = name.equals("github") ? text.replaceAll("(?m)^::", "") : text;
              var found = CI_COMMAND.matcher(own);
              assertFalse(found.find(), () -> name + " prints " + found.group());
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1",
        "+1",
        "-1",
        "@1",
        "\uff1d1",
        "\uff0b1",
        "\uff0d1",
        "\uff201",
        "\ufe661",
        "\u22121",
        "\t=1",
        "\r=1",
        " =1",
        "\u3000=1",
        "\u202e=1",
        "a;=1"
      })
  void csvRunsNoFormulaHoweverItIsSpelt(String text) {
    var cell = csvOf(text).lines().skip(1).findFirst().orElseThrow().split(",", -1)[5];
    assertTrue(cell.startsWith("'") || cell.startsWith("\""), cell);
  }

  @Test
  void githubCommandsStayOnTheirLine() {
    var text = GithubReport.write(hostile(), ENGLISH);
    var command = "::(error|warning|notice) title=https%3A//[^:,]+::.+";
    text.lines().forEach(line -> assertTrue(line.matches(command), line));
    assertEquals(4, text.lines().count());
  }
}
