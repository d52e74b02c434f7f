package dev.parallax.report.facts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.report.Fleet;
import dev.parallax.report.Report;
import dev.parallax.report.words.Catalogue;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Sets of vantages with a common name. */
final class NamedVantagesTest {
  private final Report report = Fleet.of(12);
  private final ObservationGrid grid =
      new ObservationGrid(report.sweep().targets().getFirst(), report.sweep().vantages());
  private final List<VantageId> all = report.sweep().vantages().stream().map(Vantage::id).toList();
  private final Catalogue knowing = Catalogue.english().knowing(NamedVantages.of(grid));

  @Test
  void allOfThem() {
    assertEquals("all 12 vantages", knowing.names(all));
  }

  @Test
  void orderDoesNotMatter() {
    assertEquals("all 12 vantages", knowing.names(all.reversed()));
  }

  @Test
  void aFewKeepTheirNames() {
    assertEquals("probe-0, probe-1, probe-2", knowing.names(all.subList(0, 3)));
  }

  @Test
  void aSetWithoutAName_isListed() {
    assertTrue(knowing.names(all.subList(0, 11)).endsWith("and 5 more"));
  }

  @Test
  void aSentenceThatBeginsWithThem_beginsWithACapital() {
    var evidence =
        new Evidence(
            FindingKind.BASE_FAILS,
            Map.of("failed", "5", "trials", "60", "word", "connect_timeout"),
            all,
            List.of(),
            1);
    assertEquals(
        "All 12 vantages: 5 of 60 probes fail with connect_timeout.", knowing.evidence(evidence));
  }
}
