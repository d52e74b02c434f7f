package dev.parallax.attribution.explain.cut;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.ComparedVantages;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.ProbeVariant;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.ReceivedData;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Connections whose handshake works and whose data stops within an answer. */
public final class AnswerCutFinding {
  private AnswerCutFinding() {}

  /**
   * Whether most big answers are cut at half or more of the vantages that requested them: the
   * handshake works, and visitors get a part of the page.
   */
  public static boolean isWidespread(List<ComparedVantage> all) {
    var requested = requested(all);
    var cut = requested.stream().filter(AnswerCutFinding::isMostlyCut).count();
    return cut > 0 && Share.of(cut, requested.size()).isAtLeastHalf();
  }

  /** The amounts at the vantages with such a trial, beside the control at the neutral server. */
  public static Optional<Evidence> of(List<ComparedVantage> all) {
    var rows = all.stream().filter(row -> target(row).anyMatch(AnswerCutFinding::isCut)).toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var whole =
        all.stream()
            .filter(row -> !rows.contains(row) && target(row).anyMatch(ClassifiedTrial::ok))
            .toList();
    return Optional.of(
        new Evidence(
            FindingKind.ANSWER_CUT,
            parameters(rows),
            ComparedVantages.ids(rows),
            ComparedVantages.ids(whole),
            0));
  }

  private static Map<String, String> parameters(List<ComparedVantage> rows) {
    var trials = rows.stream().flatMap(AnswerCutFinding::target).toList();
    var controls = rows.stream().flatMap(AnswerCutFinding::control).toList();
    var cut = trials.stream().filter(AnswerCutFinding::isCut).toList();
    var parameters = new TreeMap<>(ByteAmounts.of(received(cut, ReceivedData::bytes)).parameters());
    parameters.put("segments", Figures.count(median(cut)));
    parameters.put("failed", Figures.count(cut.size()));
    parameters.put("trials", Figures.count(trials.size()));
    parameters.put(
        "controlFailed", Figures.count(controls.stream().filter(AnswerCutFinding::isCut).count()));
    parameters.put("controlTrials", Figures.count(controls.size()));
    return parameters;
  }

  private static List<ComparedVantage> requested(List<ComparedVantage> all) {
    return all.stream()
        .filter(row -> target(row).anyMatch(trial -> trial.ok() || isCut(trial)))
        .toList();
  }

  private static boolean isMostlyCut(ComparedVantage row) {
    return Share.of(target(row).filter(AnswerCutFinding::isCut).count(), target(row).count())
        .isOverHalf();
  }

  private static Stream<ClassifiedTrial> target(ComparedVantage row) {
    return trials(row, new ProbeVariant.LargeAnswer(false));
  }

  private static Stream<ClassifiedTrial> control(ComparedVantage row) {
    return trials(row, new ProbeVariant.LargeAnswer(true));
  }

  private static Stream<ClassifiedTrial> trials(ComparedVantage row, ProbeVariant variant) {
    return row.vantage().all().filter(trial -> trial.variant().equals(variant));
  }

  private static boolean isCut(ClassifiedTrial trial) {
    return trial.word().filter(FailureWord.HTTP_CUT::equals).isPresent();
  }

  private static long median(List<ClassifiedTrial> cut) {
    var segments = received(cut, ReceivedData::segments).sorted().toArray();
    return segments.length == 0 ? 0 : segments[segments.length / 2];
  }

  private static LongStream received(
      List<ClassifiedTrial> cut, ToLongFunction<ReceivedData> figure) {
    return cut.stream()
        .flatMap(trial -> trial.seen().steps().http().flatMap(HttpStep::received).stream())
        .mapToLong(figure);
  }
}
