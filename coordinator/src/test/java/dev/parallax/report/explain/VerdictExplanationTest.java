package dev.parallax.report.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.report.Fixture;
import dev.parallax.report.Golden;
import dev.parallax.report.Report;
import dev.parallax.report.document.ExplainJson;
import dev.parallax.report.explain.RefutationOutcome.State;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.layout.TextCells;
import dev.parallax.report.text.ExplainText;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.EvidenceStrength;
import dev.parallax.report.words.Language;
import dev.parallax.report.words.Sentences;
import dev.parallax.text.Printable;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The evidence for and against a verdict, and the observations that would refute it. */
final class VerdictExplanationTest {
  private static final Report REPORT = Fixture.report();

  @ParameterizedTest
  @EnumSource
  void everyCauseCanBeRefutedInWords(Cause cause) {
    assertFalse(Refutations.of(cause).isEmpty());
    var words = Stream.of(Language.values()).map(Sentences::load).toList();
    for (var refutation : Refutations.of(cause)) {
      words.forEach(one -> assertTrue(one.find("refutation." + refutation).isPresent()));
    }
  }

  @Test
  void everyRefutationRefutesSomething() {
    var used = Stream.of(Cause.values()).flatMap(cause -> Refutations.of(cause).stream());
    assertEquals(List.of(Refutation.values()), used.distinct().sorted().toList());
  }

  @Test
  void theEvidenceIsWeighedAgainstAnotherKindOfCause() {
    var one = explanations(0).getFirst();
    assertEquals(Cause.PROBABILISTIC_SNI_FILTER, one.against().orElseThrow().hypothesis());
    assertEquals(
        List.of(14.25, 9.5, 6.0, 2.0), one.supports().stream().map(e -> e.weight()).toList());
    assertEquals(List.of(), one.opposes());
    assertEquals(List.of(), one.context());
  }

  @Test
  void whatWasLookedForIsToldFromWhatWasNot() {
    var states = explanations(0).getFirst().tests().stream().map(RefutationOutcome::state).toList();
    assertEquals(
        List.of(
            State.NOT_SEEN, State.NOT_SEEN, State.NOT_SEEN, State.ARM_NOT_RUN, State.ARM_NOT_RUN),
        states);
  }

  @Test
  void aRefutationThatWasSeenIsSaid() {
    var namePolicy = explanations(0).getFirst().verdict();
    var grid = new ObservationGrid(REPORT.sweep().targets().get(2), REPORT.sweep().vantages());
    var tests = new RefutationSearch(grid, namePolicy).of(Cause.EDGE_NAME_POLICY);
    assertEquals(State.SEEN, tests.get(1).state());
    assertEquals(Fixture.OUTSIDE, tests.get(1).seen().stream().sorted().toList());
  }

  @Test
  void aFailingVantageNoVerdictExplainsIsNamed() {
    var results = REPORT.sweep().targets().getFirst();
    var none =
        new TargetVerdicts(
            results.target(), List.of(Fixture.verdicts().get(2).verdicts().getFirst()));
    var grid = new ObservationGrid(results, REPORT.sweep().vantages());
    assertEquals(Fixture.OUTSIDE, VerdictExplanation.of(grid, none).getFirst().unexplained());
  }

  private static List<VerdictExplanation> explanations(int target) {
    var results = REPORT.sweep().targets().get(target);
    var grid = new ObservationGrid(results, REPORT.sweep().vantages());
    return VerdictExplanation.of(grid, REPORT.verdicts().get(target));
  }

  @ParameterizedTest
  @CsvSource({
    "0.7, ×2.0, ▌",
    "-0.7, ÷2.0, ▌",
    "2.302585, ×10, █",
    "9.5, '×13,000', ████",
    "14.25, '×1,500,000', ██████",
    "16.2, '>×10,000,000', ███████",
    "-40, '>÷10,000,000', ███████",
    "Infinity, '>×10,000,000', ███████",
  })
  void ratiosAreReadable(double weight, String factor, String bar) {
    assertEquals(factor, EvidenceStrength.factor(weight));
    assertEquals(bar, EvidenceStrength.bar(weight));
  }

  @Test
  void text() throws IOException {
    Golden.check("explain.txt", ExplainText.write(REPORT, Catalogue.english()));
  }

  @Test
  void chinese() throws IOException {
    Golden.check("explain_zh.txt", ExplainText.write(REPORT, Catalogue.of(Language.ZH)));
  }

  @Test
  void json() throws IOException {
    Golden.check("explain.json", ExplainJson.write(REPORT, Catalogue.english()));
  }

  @ParameterizedTest
  @EnumSource
  void fitsEightyColumnsAndHidesNothing(Language language) {
    var text = ExplainText.write(REPORT, Catalogue.of(language));
    text.lines().forEach(line -> assertTrue(TextCells.length(line) <= 80, line));
    assertFalse(text.codePoints().anyMatch(point -> point != '\n' && Printable.isHidden(point)));
  }
}
