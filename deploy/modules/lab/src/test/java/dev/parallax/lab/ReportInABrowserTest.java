package dev.parallax.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.attribution.Attribution;
import dev.parallax.browser.AccessibilityTree;
import dev.parallax.browser.Chromium;
import dev.parallax.browser.Printed;
import dev.parallax.browser.Typed;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of recorded sweeps, in a real browser. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReportInABrowserTest {
  private final Path folder;
  private final Chromium browser;

  ReportInABrowserTest(@TempDir Path folder) throws IOException {
    Assumptions.assumeTrue(Chromium.isThere(), "there is no chromium on the path");
    this.folder = folder;
    this.browser = Chromium.start(folder, 1_280, 900);
  }

  @AfterAll
  void stop() {
    browser.close();
  }

  @ParameterizedTest
  @CsvSource({
    "seed001_namePolicyResetsSniMostOfTheTime, EN",
    "seed001_namePolicyResetsSniMostOfTheTime, ZH",
    "residualBlock90sAfterSni, EN",
    "plainHealthy, EN"
  })
  void report_isHeardTypedAndPrinted(String sweep, Language language) throws IOException {
    var page = Files.writeString(folder.resolve("report.html"), report(sweep, language));
    browser.open(page.toUri().toString());
    assertEquals(List.of(), AccessibilityTree.complaints(browser));
    assertEquals(List.of(), Typed.complaints(browser));
    assertEquals(List.of(), Printed.complaints(browser));
  }

  private static String report(String name, Language language) throws IOException {
    var sweep = JsonReportReader.read(recorded(name));
    var report = Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);
    return HtmlReport.write(report, Catalogue.of(language));
  }

  private static String recorded(String name) throws IOException {
    var resource = "/lab/" + name + ".json.gz";
    try (var in = ReportInABrowserTest.class.getResourceAsStream(resource)) {
      return new String(
          new GZIPInputStream(Objects.requireNonNull(in, resource)).readAllBytes(), UTF_8);
    }
  }
}
