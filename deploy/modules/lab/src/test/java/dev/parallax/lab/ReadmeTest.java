package dev.parallax.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Attribution;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The report in the README is the output of its command. */
final class ReadmeTest {
  private static final String SHOWN = "/lab/seed001_namePolicyResetsSniMostOfTheTime.json.gz";
  private static final int COLUMNS = 80;

  @Test
  void theReportShown_isThatOfTheSweepNamed() throws IOException {
    var sweep = JsonReportReader.read(recorded());
    var report = Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);
    var printed = TextReport.write(report, Catalogue.english(), COLUMNS).strip();
    var readme = Files.readString(Path.of("../../..", "README.md"));
    assertTrue(readme.contains(printed), () -> "the README does not show:\n" + printed);
  }

  private static String recorded() throws IOException {
    try (var in = ReadmeTest.class.getResourceAsStream(SHOWN)) {
      return new String(new GZIPInputStream(Objects.requireNonNull(in)).readAllBytes(), UTF_8);
    }
  }
}
