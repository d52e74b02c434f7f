package dev.parallax.evaluate.study;

import dev.parallax.evaluate.method.ParallaxMethod;
import dev.parallax.evaluate.report.EvaluationTables;
import dev.parallax.evaluate.run.EvaluationOptions;
import dev.parallax.evaluate.run.EvaluationRun;
import dev.parallax.evaluate.run.Population;
import dev.parallax.evaluate.score.MethodJudgement;
import dev.parallax.evaluate.score.MethodScores;
import dev.parallax.model.verdict.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fits a map from the engine's probability to the frequency of right verdicts on the calibration
 * split, and prints its effect on the test split.
 */
public final class CalibrationFit {
  private static final int LEAST = 250;

  private final EvaluationOptions options;
  private final EvaluationTables out;

  public CalibrationFit(EvaluationOptions options, EvaluationTables out) {
    this.options = options;
    this.out = out;
  }

  /** The groups of verdicts, each with a map of its own. */
  private enum By {
    NOTHING,
    GRADE,
    NETWORKS,
    BLAME,
    BLAME_AND_GRADE;

    String key(MethodJudgement.Statement statement) {
      return switch (this) {
        case NOTHING -> "";
        case GRADE -> statement.grade().word();
        case NETWORKS ->
            statement.networks() > 2 ? "several" : Integer.toString(statement.networks());
        case BLAME -> statement.claim().blame().toString();
        case BLAME_AND_GRADE -> statement.claim().blame() + "." + statement.grade().word();
      };
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Maps by key; a key with too few verdicts uses the map of all. */
  private record Maps(By by, CalibrationCurve all, Map<String, CalibrationCurve> own) {
    double apply(MethodJudgement.Statement statement) {
      return own.getOrDefault(by.key(statement), all).apply(statement.probability());
    }
  }

  public void run() throws InterruptedException {
    var learned = results(Population.CALIBRATION);
    var tested = results(Population.TEST);
    out.line("fitted on %d sweeps, measured on %d others", learned.size(), tested.size());
    out.line("%-16s %-22s %-22s %s", "by", "ECE [95%]", "Brier [95%]", "confident wrong [95%]");
    row("raw", EvaluationTables.figures(tested, 0));
    var fitted = new ArrayList<Maps>();
    for (var by : By.values()) {
      var maps = fit(by, learned);
      fitted.add(maps);
      row(by.word(), calibrated(tested, maps));
    }
    out.line("");
    for (var maps : fitted) {
      print(maps);
    }
  }

  private List<EvaluationRun.Result> results(Population population) throws InterruptedException {
    return new EvaluationRun(population, options.seed(), List.of(new ParallaxMethod()))
        .run(options.sweeps(), options.threads());
  }

  private void row(String name, MethodScores of) {
    out.line(
        "%-16s %-22s %-22s %s",
        name,
        EvaluationTables.ranged(of, MethodScores::calibrationError),
        EvaluationTables.ranged(of, MethodScores::brier),
        of.confidentWrong());
  }

  private static Maps fit(By by, List<EvaluationRun.Result> results) {
    Map<String, List<CalibrationCurve.Pair>> pairs = new TreeMap<>();
    var all = new ArrayList<CalibrationCurve.Pair>();
    for (var result : results) {
      var statement = result.judged().getFirst().first();
      if (statement.claim().blame() != Blame.INCONCLUSIVE) {
        var pair =
            new CalibrationCurve.Pair(statement.probability(), !result.marks().getFirst().wrong());
        all.add(pair);
        pairs.computeIfAbsent(by.key(statement), key -> new ArrayList<>()).add(pair);
      }
    }
    var own = new TreeMap<String, CalibrationCurve>();
    pairs.forEach(
        (key, measured) -> {
          if (measured.size() >= LEAST) {
            own.put(key, CalibrationCurve.fit(measured));
          }
        });
    return new Maps(by, CalibrationCurve.fit(all), own);
  }

  private static MethodScores calibrated(List<EvaluationRun.Result> results, Maps maps) {
    return new MethodScores(
        results.stream()
            .map(it -> it.marks().getFirst().with(maps.apply(it.judged().getFirst().first())))
            .toList());
  }

  /** As lines of a properties file: nines of the raw probability, and how often that was right. */
  private void print(Maps maps) {
    out.line("# by %s", maps.by().word());
    if (maps.by() == By.NOTHING) {
      out.line("all=%s", maps.all());
      return;
    }
    maps.own().forEach((key, map) -> out.line("%s=%s", key, map));
    out.line("other=%s", maps.all());
  }
}
