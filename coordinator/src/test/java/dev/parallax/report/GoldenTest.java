package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonlReport;
import dev.parallax.report.export.CsvReport;
import dev.parallax.report.export.GithubReport;
import dev.parallax.report.export.JunitReport;
import dev.parallax.report.export.MarkdownReport;
import dev.parallax.report.export.PromReport;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.text.WideReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each form of the same sweep, as a stored file. */
final class GoldenTest {
  private final Catalogue catalogue = Catalogue.english();

  @Test
  void json() throws IOException {
    Golden.check("sweep.json", JsonReport.write(Fixture.report(), catalogue));
  }

  @Test
  void text() throws IOException {
    Golden.check("report.txt", TextReport.write(Fixture.report(), catalogue));
  }

  @Test
  void textOfOneTarget() throws IOException {
    var one = Report.of(Fixture.sweep(), Fixture.verdicts(), ExitPolicy.DEFAULT, Fixture.SHOP);
    Golden.check("shop.txt", TextReport.write(one, catalogue));
  }

  @Test
  void jsonl() throws IOException {
    var out = new StringWriter();
    new JsonlReport(out, catalogue).whole(Fixture.report());
    Golden.check("sweep.jsonl", out.toString());
  }

  @Test
  void markdown() throws IOException {
    Golden.check("report.md", MarkdownReport.write(Fixture.report(), catalogue));
  }

  @Test
  void junit() throws IOException {
    Golden.check("report.junit.xml", JunitReport.write(Fixture.report(), catalogue));
  }

  @Test
  void csv() throws IOException {
    Golden.check("results.csv", CsvReport.write(Fixture.report()));
  }

  @Test
  void github() throws IOException {
    Golden.check("report.github.txt", GithubReport.write(Fixture.report(), catalogue));
  }

  @Test
  void wide() throws IOException {
    Golden.check("report.wide.txt", WideReport.write(Fixture.report(), catalogue));
  }

  @Test
  void prom() throws IOException {
    Golden.check("report.prom", PromReport.write(Fixture.report()));
  }

  @Test
  void chineseText() throws IOException {
    Golden.check("report_zh.txt", TextReport.write(Fixture.report(), Catalogue.of(Language.ZH)));
  }

  @ParameterizedTest
  @EnumSource
  void textFitsEightyColumnsAndHidesNothing(Language language) {
    var text = TextReport.write(Fixture.report(), Catalogue.of(language));
    text.lines().forEach(line -> assertTrue(TextCells.length(line) <= 80, line));
    assertFalse(text.codePoints().anyMatch(point -> point != '\n' && Printable.isHidden(point)));
  }

  @Test
  void jsonHidesNothing() {
    var text = JsonReport.write(Fixture.report(), catalogue);
    assertFalse(text.codePoints().anyMatch(point -> point != '\n' && Printable.isHidden(point)));
  }
}
