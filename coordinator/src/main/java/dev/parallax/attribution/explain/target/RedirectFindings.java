package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.correction.HttpAnswer;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.StepFailure;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.RedirectEnd;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the redirects of passing base probes lead. */
public final class RedirectFindings {
  private static final int SHOWN = 3;

  private RedirectFindings() {}

  /**
   * Whether the page behind the redirects fails at half or more of the vantages that followed them:
   * the target answers, and its visitors get nothing.
   */
  public static boolean leadNowhere(List<ComparedVantage> rows) {
    var followed = rows.stream().filter(row -> ends(row, end -> true).findAny().isPresent());
    var list = followed.toList();
    return !list.isEmpty()
        && !Share.of(list.stream().filter(row -> !fails(row)).count(), list.size()).isOverHalf();
  }

  /**
   * One finding for each page that fails behind a redirect, of most vantages first, three at most.
   */
  public static List<Evidence> failing(List<ComparedVantage> rows) {
    var byPage = new TreeMap<String, List<ComparedVantage>>();
    rows.stream()
        .filter(RedirectFindings::fails)
        .forEach(
            row ->
                byPage.computeIfAbsent(failed(row).location(), none -> new ArrayList<>()).add(row));
    return byPage.entrySet().stream()
        .sorted((one, two) -> two.getValue().size() - one.getValue().size())
        .limit(SHOWN)
        .map(page -> failing(page.getKey(), page.getValue(), rows))
        .toList();
  }

  private static Evidence failing(
      String location, List<ComparedVantage> failing, List<ComparedVantage> rows) {
    var words =
        failing.stream()
            .map(row -> text(failed(row)))
            .distinct()
            .limit(SHOWN)
            .collect(Collectors.joining(", "));
    return new Evidence(
        FindingKind.REDIRECT_FAILS,
        Map.of("location", location, "word", words),
        ComparedVantages.ids(failing),
        ComparedVantages.ids(
            rows.stream()
                .filter(row -> ends(row, end -> isReached(end)).findAny().isPresent())
                .filter(row -> !fails(row))
                .toList()),
        0);
  }

  private static boolean isReached(RedirectEnd end) {
    return end.failure().isEmpty() && end.notRequested().isEmpty();
  }

  /** Step and word; of a status the number too. */
  private static String text(RedirectEnd end) {
    var word = end.failure().map(Failure::kind).map(StepFailure::text).orElse("");
    var status = end.failure().filter(one -> one.word().isHttpStatus()).isPresent();
    return status ? word + " (" + end.status() + ")" : word;
  }

  private static boolean fails(ComparedVantage row) {
    return ends(row, end -> end.failure().isPresent()).findAny().isPresent();
  }

  private static RedirectEnd failed(ComparedVantage row) {
    return ends(row, end -> end.failure().isPresent()).findFirst().orElseThrow();
  }

  private static Stream<RedirectEnd> ends(ComparedVantage row, Predicate<RedirectEnd> which) {
    return row.vantage()
        .base()
        .filter(ClassifiedTrial::ok)
        .flatMap(trial -> end(trial).stream())
        .filter(which);
  }

  private static Optional<RedirectEnd> end(ClassifiedTrial trial) {
    return trial.seen().steps().http().flatMap(HttpStep::redirectEnd);
  }

  /**
   * One finding for each location on another host whose end does not fail, the most frequent first,
   * three at most.
   */
  public static List<Evidence> elsewhere(Target target, List<ComparedVantage> rows) {
    var byLocation =
        rows.stream()
            .map(ComparedVantage::vantage)
            .flatMap(VantageTrials::base)
            .filter(trial -> end(trial).flatMap(RedirectEnd::failure).isEmpty())
            .flatMap(trial -> elsewhere(target, trial).stream())
            .collect(
                Collectors.groupingBy(
                    found -> found.answer().location(), TreeMap::new, Collectors.toList()));
    return byLocation.entrySet().stream()
        .sorted((one, two) -> two.getValue().size() - one.getValue().size())
        .limit(SHOWN)
        .map(entry -> elsewhere(entry.getKey(), entry.getValue(), rows))
        .toList();
  }

  private record Elsewhere(HttpAnswer answer, Optional<RedirectEnd> end) {}

  private static Optional<Elsewhere> elsewhere(Target target, ClassifiedTrial trial) {
    return HttpAnswer.of(target, trial)
        .filter(HttpAnswer::leadsElsewhere)
        .map(answer -> new Elsewhere(answer, end(trial)));
  }

  private static Evidence elsewhere(
      String location, List<Elsewhere> answers, List<ComparedVantage> rows) {
    var parameters = new TreeMap<String, String>();
    parameters.put("location", location);
    parameters.put("answers", Figures.count(answers.size()));
    answers.stream()
        .flatMap(one -> one.end().stream())
        .findFirst()
        .ifPresent(end -> put(parameters, end));
    return new Evidence(
        FindingKind.REDIRECTED, parameters, List.of(), ComparedVantages.ids(rows), 0);
  }

  private static void put(Map<String, String> parameters, RedirectEnd end) {
    parameters.put("end", end.location());
    if (end.notRequested().isEmpty()) {
      parameters.put("status", Integer.toString(end.status()));
    } else {
      parameters.put("said", end.notRequested());
    }
  }
}
