package dev.parallax.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.document.DiffJson;
import dev.parallax.report.export.DiffMarkdown;
import dev.parallax.report.export.MarkdownReport;
import dev.parallax.report.html.HtmlReport;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.text.DiffText;
import dev.parallax.report.text.TextReport;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Language;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The differences between two sweeps, their scope and their time. */
final class DiffTest {
  private static final Instant MONDAY = Instant.parse("2026-01-30T06:00:00Z");
  private static final List<VantageId> AP = Fixture.OUTSIDE.subList(0, 2);
  private static final Report BEFORE = yesterday();
  private static final Report NOW = Fixture.report();

  /** The same fleet a day earlier: the shop healthy, and a vantage that was removed since. */
  private static Report yesterday() {
    var seen =
        Stream.concat(Fixture.OUTSIDE.stream(), Stream.of(Fixture.LAN, new VantageId("eu-z9")))
            .map(vantage -> Fixture.ok(Fixture.SHOP, vantage, Arm.BASE, 1))
            .toList();
    var healthy = Fixture.verdicts().get(2).verdicts();
    return report(seen, List.of(new TargetVerdicts(Fixture.SHOP, healthy)));
  }

  private static Report report(List<Observation> seen, List<TargetVerdicts> verdicts) {
    var gone = new Vantage(new VantageId("eu-z9"), Map.of(), "0.1.0", Optional.empty(), Map.of());
    var sweep =
        new Sweep(
            new SweepId("20260130-060000-aaaa"),
            MONDAY,
            Fixture.sweep().took(),
            false,
            Stream.concat(Fixture.vantages().stream(), Stream.of(gone)).toList(),
            Fixture.sweep().rounds(),
            new Coverage(8, 8, List.of()),
            List.of(new TargetResults(Fixture.SHOP, Map.of(), seen)));
    return Report.of(sweep, verdicts, ExitPolicy.DEFAULT);
  }

  static Diff diff() {
    return Diff.of(BEFORE, NOW)
        .since(
            new Diff.Moment(
                new SweepId("20260131-060000-bbbb"),
                Instant.parse("2026-01-31T06:00:00Z"),
                new Coverage(8, 8, List.of())));
  }

  @Test
  void theOlderOneIsBeforeInWhateverOrder() {
    assertEquals(Diff.of(BEFORE, NOW), Diff.of(NOW, BEFORE));
    assertEquals(MONDAY, Diff.of(NOW, BEFORE).before().startedAt());
  }

  @Test
  void nothingChangedBetweenASweepAndItself() {
    for (var target : Diff.of(NOW, NOW).targets()) {
      assertEquals(List.of(), target.changes());
      assertEquals(List.of(), target.onlyBefore());
      assertEquals(List.of(), target.onlyAfter());
    }
  }

  @Test
  void theOutcomeChangedWhereItNowFails() {
    var shop = diff().targets().getFirst();
    assertEquals(Fixture.OUTSIDE, shop.failing());
    assertEquals(
        List.of(new Change(Aspect.OUTCOME, "", "reset_after_client_hello", Fixture.OUTSIDE)),
        shop.changes());
    assertEquals(List.of(new VantageId("eu-z9")), shop.onlyBefore());
    assertTrue(shop.same().contains(Aspect.ADDRESSES));
  }

  @Test
  void whatIsNoLongerSeenHasNotChanged() {
    var seen =
        Fixture.OUTSIDE.stream()
            .map(
                vantage ->
                    Fixture.failed(
                        Fixture.SHOP, vantage, Arm.BASE, 1, FailureWord.RESET_AFTER_HELLO))
            .toList();
    var broken = report(seen, List.of());
    var changes = Diff.of(BEFORE, broken).targets().getFirst().changes();
    assertEquals(List.of(Aspect.OUTCOME), changes.stream().map(Change::aspect).toList());
  }

  @Test
  void aChangeThatCoincidesWithTheFailingIsMarked() {
    var compared = List.of(AP.get(0), AP.get(1), Fixture.LAN);
    var target =
        new TargetDiff(
            Fixture.SHOP,
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            AP,
            List.of(Fixture.LAN),
            compared,
            List.of(),
            List.of());
    assertTrue(target.isWhereItFails(new Change(Aspect.LEAF, "a", "b", AP)));
    assertFalse(target.isWhereItFails(new Change(Aspect.LEAF, "a", "b", compared)));
    assertFalse(target.isWhereItFails(new Change(Aspect.OUTCOME, "", "b", AP)));
  }

  @Test
  void targetsOfOneSweepAloneAreNamed() {
    assertEquals(
        List.of("https://old.example.com:8443/login", "https://fine.example.com"),
        diff().onlyAfter());
  }

  @Test
  void text() throws IOException {
    Golden.check("diff.txt", DiffText.write(diff(), Catalogue.english()));
  }

  @Test
  void chinese() throws IOException {
    Golden.check("diff_zh.txt", DiffText.write(diff(), Catalogue.of(Language.ZH)));
  }

  @Test
  void markdown() throws IOException {
    Golden.check("diff.md", DiffMarkdown.write(diff(), Catalogue.english()));
  }

  @Test
  void json() throws IOException {
    Golden.check("diff.json", DiffJson.write(List.of(diff())));
  }

  @Test
  void aReportSaysItWithItsTarget() {
    var one = Report.of(Fixture.sweep(), Fixture.verdicts(), ExitPolicy.DEFAULT, Fixture.SHOP);
    var text = TextReport.write(one.with(List.of(diff())), Catalogue.english());
    assertTrue(text.contains("Since the last healthy sweep (20260130-060000-aaaa"), text);
    assertTrue(text.contains("First seen at 2026-01-31T06:00:00Z"), text);
    var markdown = MarkdownReport.write(one.with(List.of(diff())), Catalogue.english());
    assertTrue(markdown.contains("### Since the last healthy sweep"), markdown);
    var page = HtmlReport.write(one.with(List.of(diff())), Catalogue.english());
    assertTrue(page.contains("Since the last healthy sweep <small>20260130-060000-aaaa"), page);
    assertTrue(page.contains("First seen at 2026-01-31T06:00:00Z"), page);
  }

  @ParameterizedTest
  @EnumSource
  void fitsEightyColumns(Language language) {
    var text = DiffText.write(diff(), Catalogue.of(language));
    text.lines().forEach(line -> assertTrue(TextCells.length(line) <= 80, line));
  }
}
