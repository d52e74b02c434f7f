package dev.parallax.evaluate;

import dev.parallax.model.Hypothesis;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Prints what was found. */
final class Tables {
  private static final int CASES = 25;
  private static final int EXAMPLES = 4;

  private final PrintStream out;

  Tables(PrintStream out) {
    this.out = out;
  }

  void methods(List<Method> methods, List<Trials.Result> results) {
    line(
        "%-26s %7s %7s %7s %7s %7s %6s %6s %-30s %-30s %6s %6s %8s",
        "method", "right", "exact", "cause", "all", "open ok", "open", "wrong",
        "confident wrong [95%]", "confident, not exact", "ECE", "Brier", "healthy");
    for (int i = 0; i < methods.size(); i++) {
      row(methods.get(i).name(), figures(results, i));
    }
    line("");
  }

  static Figures figures(List<Trials.Result> results, int method) {
    return new Figures(results.stream().map(it -> it.marks().get(method)).toList());
  }

  private void row(String name, Figures of) {
    line(
        "%-26s %6.1f%% %6.1f%% %6.1f%% %6.1f%% %6.1f%% %5.1f%% %5.1f%% %-30s %-30s %6.3f %6.3f %8.1f",
        name,
        100 * of.share(Marks::good),
        100 * of.share(Marks::exact),
        100 * of.share(Marks::named),
        100 * of.share(Marks::complete),
        100 * of.share(it -> it.grade() == Marks.Grade.RIGHTLY_OPEN),
        100 * of.share(it -> it.grade() == Marks.Grade.ABSTAINED),
        100 * of.share(Marks::wrong),
        of.confidentWrong(),
        of.confidentInexact(),
        of.calibrationError(),
        of.brier(),
        10_000 * of.falseOnHealthy().value());
  }

  void causes(List<Trials.Result> results, int method) {
    Map<Hypothesis, List<Marks>> by = new TreeMap<>();
    for (var result : results) {
      var marks = result.marks().get(method);
      by.computeIfAbsent(marks.primary(), id -> new ArrayList<>()).add(marks);
    }
    line(
        "%-5s %-36s %6s %7s %7s %8s %6s %6s %s",
        "cause", "", "n", "right", "cause", "open ok", "open", "wrong", "confident wrong");
    by.forEach(
        (id, marks) -> {
          var of = new Figures(marks);
          line(
              "%-5s %-36s %6d %6.1f%% %6.1f%% %7.1f%% %5.1f%% %5.1f%% %s",
              id,
              id.mechanism(),
              marks.size(),
              100 * of.share(Marks::good),
              100 * of.share(Marks::named),
              100 * of.share(it -> it.grade() == Marks.Grade.RIGHTLY_OPEN),
              100 * of.share(it -> it.grade() == Marks.Grade.ABSTAINED),
              100 * of.share(Marks::wrong),
              of.confidentWrong());
        });
    line("");
  }

  /** The most frequent mistakes, the sure ones first, each with sweeps to look at. */
  void confusions(List<Trials.Result> results, int method) {
    Map<String, List<String>> sure = new LinkedHashMap<>();
    Map<String, List<String>> unsure = new LinkedHashMap<>();
    Map<String, List<String>> open = new LinkedHashMap<>();
    for (var result : results) {
      var marks = result.marks().get(method);
      var first = result.judged().get(method).first();
      var said = first.claim() + first.hypothesis().map(it -> " " + it).orElse("");
      var what = marks.primary() + " -> " + said;
      if (marks.wrong()) {
        (marks.probability() >= Figures.CONFIDENT ? sure : unsure)
            .computeIfAbsent(what, key -> new ArrayList<>())
            .add(result.key());
      } else if (marks.grade() == Marks.Grade.ABSTAINED) {
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
        .sorted(Comparator.comparingInt(one -> -one.getValue().size()))
        .limit(CASES)
        .forEach(
            one ->
                line(
                    "  %-44s %5d  %s",
                    one.getKey(),
                    one.getValue().size(),
                    String.join(" ", one.getValue().stream().limit(EXAMPLES).toList())));
    line("");
  }

  void line(String format, Object... values) {
    out.println(values.length == 0 ? format : String.format(Locale.ROOT, format, values));
  }
}
