package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.correction.ContentComparison;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the vantages got over HTTP: other answers than most networks. */
public final class ContentFindings {
  private static final int SHOWN = 3;

  private ContentFindings() {}

  /** Answers that differ between the vantages. */
  public static Stream<Evidence> of(Target target, List<ComparedVantage> rows) {
    var content = comparison(target, rows);
    return Stream.concat(differing(content, rows).stream(), divided(content, rows).stream());
  }

  /** One finding for each kind of other answer, of most vantages first, three at most. */
  private static List<Evidence> differing(ContentComparison content, List<ComparedVantage> rows) {
    var byAnswer = new TreeMap<String, List<ComparedVantage>>();
    for (var row : rows) {
      otherContent(content, row).stream()
          .map(content::here)
          .distinct()
          .forEach(here -> byAnswer.computeIfAbsent(here, none -> new ArrayList<>()).add(row));
    }
    return byAnswer.entrySet().stream()
        .sorted((first, second) -> second.getValue().size() - first.getValue().size())
        .limit(SHOWN)
        .map(entry -> differing(content, entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Evidence differing(
      ContentComparison content, String here, List<ComparedVantage> rows) {
    var otherTrials =
        rows.stream()
            .flatMap(row -> otherContent(content, row).stream())
            .filter(trial -> content.here(trial).equals(here))
            .toList();
    var trials = rows.stream().mapToLong(row -> row.vantage().count(Arm.BASE, trial -> true)).sum();
    return new Evidence(
        FindingKind.ANSWER_DIFFERS,
        Map.of(
            "here", here,
            "elsewhere", content.elsewhere(otherTrials.getFirst()),
            "differ", Figures.count(otherTrials.size()),
            "trials", Figures.count(trials)),
        ComparedVantages.ids(rows),
        List.of(),
        0);
  }

  private static List<ClassifiedTrial> otherContent(
      ContentComparison content, ComparedVantage row) {
    return row.vantage().base().filter(trial -> content.isOther(row.vantage(), trial)).toList();
  }

  /** The two answers of networks that divide into two equal parts. */
  public static Optional<Evidence> divided(Target target, List<ComparedVantage> rows) {
    return divided(comparison(target, rows), rows);
  }

  private static ContentComparison comparison(Target target, List<ComparedVantage> rows) {
    return ContentComparison.of(target, rows.stream().map(ComparedVantage::vantage).toList());
  }

  private static Optional<Evidence> divided(ContentComparison content, List<ComparedVantage> rows) {
    var answers = content.divided();
    return answers.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Evidence(
                FindingKind.ANSWERS_DIVIDE,
                Map.of("one", answers.getFirst(), "other", answers.getLast()),
                List.of(),
                ComparedVantages.ids(rows),
                0));
  }
}
