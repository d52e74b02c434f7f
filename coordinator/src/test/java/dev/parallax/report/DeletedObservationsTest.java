package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.report.document.JsonReport;
import dev.parallax.report.document.JsonReportReader;
import dev.parallax.report.export.MarkdownReport;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.wire.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A sweep whose observations the store has deleted keeps its verdicts, and says so. */
final class DeletedObservationsTest {
  private static final Catalogue ENGLISH = Catalogue.english();
  private static final String SENTENCE = "observations of this sweep were deleted";

  private static Sweep without(Sweep sweep) {
    return sweep.withoutObservations();
  }

  private static Report deleted() {
    return Report.of(without(Fixture.sweep()), Fixture.verdicts(), ExitPolicy.DEFAULT);
  }

  @Test
  void everyFormatSaysSo_andHasTheVerdicts() {
    for (var text :
        List.of(
            TextReport.write(deleted(), ENGLISH, 200),
            MarkdownReport.write(deleted(), ENGLISH),
            HtmlReport.write(deleted(), ENGLISH))) {
      assertTrue(text.contains(SENTENCE), text);
    }
    assertTrue(TextReport.write(deleted(), ENGLISH, 200).contains("ORIGIN / edge"));
    assertTrue(JsonReport.write(deleted(), ENGLISH).contains("\"observationsDeleted\""));
    assertTrue(JsonReportReader.read(JsonReport.write(deleted(), ENGLISH)).observationsDeleted());
    assertFalse(
        JsonReport.write(Fixture.report(), ENGLISH).contains("observationsDeleted"),
        "absent for a sweep with observations");
  }

  @Test
  void theContractHasIt() {
    var sweep = without(Fixture.sweep());
    assertEquals(sweep.coverage(), Wire.fromProto(Wire.toProto(sweep)).coverage());
  }

  @Test
  void theExitCodeIsThatOfTheVerdicts() {
    assertEquals(Fixture.report().exit().code(), deleted().exit().code());
  }
}
