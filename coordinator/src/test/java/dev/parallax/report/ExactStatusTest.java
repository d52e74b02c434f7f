package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Attribution;
import dev.parallax.attribution.Grid;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.export.GithubReport;
import dev.parallax.report.export.JunitReport;
import dev.parallax.report.export.MarkdownReport;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The status of failing responses itself, not its class: a proxy that lost the SNI gets 421. */
final class ExactStatusTest {
  private static final Report MISDIRECTED = report("421");

  @Test
  void theHeadlineNamesIt() {
    var headline =
        Catalogue.english().headline(MISDIRECTED.verdicts().getFirst().verdicts().getFirst());

    assertTrue(headline.contains("the service answers with status 421"), headline);
    assertFalse(headline.contains("4xx"), headline);
  }

  @ParameterizedTest
  @EnumSource
  void everyFormatHasIt(Language language) {
    var catalogue = Catalogue.of(language);
    var junit = JunitReport.write(MISDIRECTED, catalogue);

    for (var text :
        List.of(
            TextReport.write(MISDIRECTED, catalogue),
            HtmlReport.write(MISDIRECTED, catalogue),
            MarkdownReport.write(MISDIRECTED, catalogue),
            JsonReport.write(MISDIRECTED, catalogue),
            GithubReport.write(MISDIRECTED, catalogue),
            junit)) {
      assertTrue(text.contains("421"), text);
    }
    // The cases of the verdict and of six vantages.
    assertEquals(7, junit.split("message=\"[^\"]*421", -1).length - 1, junit);
  }

  @Test
  void theAdviceFor421_isTheServerName() {
    var verdict = MISDIRECTED.verdicts().getFirst().verdicts().getFirst();
    var remedies =
        Catalogue.english().remedies(MISDIRECTED.sweep().targets().getFirst().target(), verdict);

    assertTrue(remedies.getFirst().contains("proxy_ssl_server_name"), remedies.toString());
    var other = report("403");
    var others =
        Catalogue.english()
            .remedies(
                other.sweep().targets().getFirst().target(),
                other.verdicts().getFirst().verdicts().getFirst());
    assertFalse(others.toString().contains("421"), others.toString());
  }

  private static Report report(String word) {
    var sweep =
        Grid.sweep(
            """
            vantage base control reference
            eu-a WORD ok ok
            eu-b WORD ok ok
            us-c WORD ok ok
            us-d WORD ok ok
            ap-e WORD ok ok
            ap-f WORD ok ok
            """
                .replace("WORD", word));
    return Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);
  }
}
