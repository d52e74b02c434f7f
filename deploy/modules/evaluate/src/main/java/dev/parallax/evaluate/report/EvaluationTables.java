package dev.parallax.evaluate.report;

import com.google.errorprone.annotations.FormatMethod;
import dev.parallax.evaluate.method.AttributionMethod;
import dev.parallax.evaluate.run.EvaluationRun;
import dev.parallax.evaluate.score.Bootstrap;
import dev.parallax.evaluate.score.MethodScores;
import dev.parallax.evaluate.score.Quantile;
import dev.parallax.evaluate.score.SweepScore;
import dev.parallax.model.verdict.Cause;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Prints the results. */
public final class EvaluationTables {
  private static final int CASES = 25;
  private static final int EXAMPLES = 4;

  private final PrintStream out;

  public EvaluationTables(PrintStream out) {
    this.out = out;
  }

  public void methods(List<AttributionMethod> methods, List<EvaluationRun.Result> results) {
    line(
        "%-25s %6s %6s %6s %6s %6s %6s %5s %-27s %-27s %-21s %-21s %5s %5s %6s %7s",
        "method",
        "right",
        "exact",
        "cause",
        "all",
        "ok?",
        "open",
        "wrong",
        "confident wrong [95%]",
        "confident, not exact",
        "ECE [95%]",
        "Brier [95%]",
        "hP",
        "hR",
        "cov@1%",
        "healthy");
    for (int i = 0; i < methods.size(); i++) {
      row(methods.get(i).name(), figures(results, i));
    }
    cost(results);
    line("");
  }

  /** The total cost of the sweeps, with the verdict certain or not. */
  private void cost(List<EvaluationRun.Result> results) {
    var handshakes = results.stream().map(EvaluationRun.Result::handshakes).toList();
    var seconds = results.stream().map(EvaluationRun.Result::seconds).toList();
    line(
        "asked                     mean %.0f handshakes, %.1f s; median %.0f, %.1f s; nine in ten"
            + " %.0f, %.1f s",
        handshakes.stream().mapToInt(it -> it).average().orElse(0),
        seconds.stream().mapToDouble(it -> it).average().orElse(0),
        Quantile.of(handshakes, 0.5),
        Quantile.of(seconds, 0.5),
        Quantile.of(handshakes, 0.9),
        Quantile.of(seconds, 0.9));
  }

  public static MethodScores figures(List<EvaluationRun.Result> results, int method) {
    return new MethodScores(results.stream().map(it -> it.marks().get(method)).toList());
  }

  private void row(String name, MethodScores of) {
    line(
        "%-25s %5.1f%% %5.1f%% %5.1f%% %5.1f%% %5.1f%% %5.1f%% %4.1f%% %-27s %-27s %-21s %-21s"
            + " %5.3f %5.3f %5.1f%% %7.1f",
        name,
        100 * of.share(SweepScore::good),
        100 * of.share(SweepScore::exact),
        100 * of.share(SweepScore::named),
        100 * of.share(SweepScore::complete),
        100 * of.share(it -> it.grade() == SweepScore.VerdictGrade.RIGHTLY_OPEN),
        100 * of.share(it -> it.grade() == SweepScore.VerdictGrade.ABSTAINED),
        100 * of.share(SweepScore::wrong),
        of.confidentWrong(),
        of.confidentInexact(),
        ranged(of, MethodScores::calibrationError),
        ranged(of, MethodScores::brier),
        of.lineagePrecision(),
        of.lineageRecall(),
        100 * of.coverageAt(0.01),
        10_000 * of.falseOnHealthy().value());
  }

  public static String ranged(MethodScores of, ToDoubleFunction<MethodScores> figure) {
    var range = Bootstrap.of(of, figure);
    return String.format(
        Locale.ROOT, "%.3f [%.3f, %.3f]", figure.applyAsDouble(of), range.low(), range.high());
  }

  public void causes(List<EvaluationRun.Result> results, int method) {
    Map<Cause, List<SweepScore>> by = new TreeMap<>();
    for (var result : results) {
      var marks = result.marks().get(method);
      by.computeIfAbsent(marks.primary(), id -> new ArrayList<>()).add(marks);
    }
    line(
        "%-5s %-36s %6s %7s %7s %8s %6s %6s %s",
        "cause", "", "n", "right", "cause", "open ok", "open", "wrong", "confident wrong");
    by.forEach(
        (id, marks) -> {
          var of = new MethodScores(marks);
          line(
              "%-5s %-36s %6d %6.1f%% %6.1f%% %7.1f%% %5.1f%% %5.1f%% %s",
              id,
              id.word(),
              marks.size(),
              100 * of.share(SweepScore::good),
              100 * of.share(SweepScore::named),
              100 * of.share(it -> it.grade() == SweepScore.VerdictGrade.RIGHTLY_OPEN),
              100 * of.share(it -> it.grade() == SweepScore.VerdictGrade.ABSTAINED),
              100 * of.share(SweepScore::wrong),
              of.confidentWrong());
        });
    line("");
  }

  /** The most frequent errors, confident errors first, each with examples of sweeps. */
  public void confusions(List<EvaluationRun.Result> results, int method) {
    Map<String, List<String>> sure = new LinkedHashMap<>();
    Map<String, List<String>> unsure = new LinkedHashMap<>();
    Map<String, List<String>> open = new LinkedHashMap<>();
    for (var result : results) {
      var marks = result.marks().get(method);
      var first = result.judged().get(method).first();
      var detail = first.claim() + first.hypothesis().map(it -> " " + it).orElse("");
      var what = marks.primary() + " -> " + detail;
      if (marks.wrong()) {
        (marks.probability() >= MethodScores.CONFIDENT ? sure : unsure)
            .computeIfAbsent(what, key -> new ArrayList<>())
            .add(result.key());
      } else if (marks.grade() == SweepScore.VerdictGrade.ABSTAINED) {
        open.computeIfAbsent(what, key -> new ArrayList<>()).add(result.key());
      }
    }
    print("confident and wrong (truth -> said: how often, which: --show SEED:INDEX)", sure);
    print("wrong, not sure", unsure);
    print("left open though it could be known", open);
  }

  private void print(String title, Map<String, List<String>> cases) {
    int all = cases.values().stream().mapToInt(List::size).sum();
    line("%s: %d", title, all);
    cases.entrySet().stream()
        .sorted(Comparator.comparingInt(entry -> -entry.getValue().size()))
        .limit(CASES)
        .forEach(
            pair ->
                line(
                    "  %-44s %5d  %s",
                    pair.getKey(),
                    pair.getValue().size(),
                    String.join(" ", pair.getValue().stream().limit(EXAMPLES).toList())));
    line("");
  }

  @FormatMethod
  public void line(String format, Object... values) {
    out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
  }
}
