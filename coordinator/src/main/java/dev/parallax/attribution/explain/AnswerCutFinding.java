package dev.parallax.attribution.explain;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.HttpStep;
import dev.parallax.model.observation.ReceivedData;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Connections whose handshake works and whose data stops within an answer. */
public final class AnswerCutFinding {
  private AnswerCutFinding() {}

  /** The offsets at the vantages with such a trial, beside the control at the neutral server. */
  public static Optional<Evidence> of(List<ComparedVantage> all) {
    var rows = all.stream().filter(row -> target(row).anyMatch(AnswerCutFinding::isCut)).toList();
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    var trials = rows.stream().flatMap(AnswerCutFinding::target).toList();
    var controls = rows.stream().flatMap(AnswerCutFinding::control).toList();
    var cut = trials.stream().filter(AnswerCutFinding::isCut).toList();
    return Optional.of(
        Contrast.evidence(
            FindingKind.ANSWER_CUT,
            Map.of(
                "least", Figures.count(sorted(cut, ReceivedData::bytes).min().orElse(0)),
                "most", Figures.count(sorted(cut, ReceivedData::bytes).max().orElse(0)),
                "segments", Figures.count(median(cut)),
                "failed", Figures.count(cut.size()),
                "trials", Figures.count(trials.size()),
                "controlFailed",
                    Figures.count(controls.stream().filter(AnswerCutFinding::isCut).count()),
                "controlTrials", Figures.count(controls.size())),
            rows,
            all.stream()
                .filter(row -> !rows.contains(row) && target(row).anyMatch(trial -> trial.ok()))
                .toList(),
            0));
  }

  private static Stream<ClassifiedTrial> target(ComparedVantage row) {
    return trials(row).filter(trial -> trial.seen().key().variant().isEmpty());
  }

  private static Stream<ClassifiedTrial> control(ComparedVantage row) {
    return trials(row).filter(trial -> !trial.seen().key().variant().isEmpty());
  }

  private static Stream<ClassifiedTrial> trials(ComparedVantage row) {
    return row.vantage().all().filter(trial -> trial.arm() == Arm.BIG_ANSWER);
  }

  private static boolean isCut(ClassifiedTrial trial) {
    return trial.word().filter(FailureWord.HTTP_CUT::equals).isPresent();
  }

  private static long median(List<ClassifiedTrial> cut) {
    var segments = sorted(cut, ReceivedData::segments).toArray();
    return segments.length == 0 ? 0 : segments[segments.length / 2];
  }

  private static LongStream sorted(List<ClassifiedTrial> cut, ToLongFunction<ReceivedData> figure) {
    return cut.stream()
        .flatMap(trial -> trial.seen().steps().http().flatMap(HttpStep::received).stream())
        .mapToLong(figure)
        .sorted();
  }
}
