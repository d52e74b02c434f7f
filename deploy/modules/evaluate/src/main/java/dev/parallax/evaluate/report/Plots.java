package dev.parallax.evaluate.report;

import dev.parallax.evaluate.method.AttributionMethod;
import dev.parallax.evaluate.run.EvaluationRun;
import dev.parallax.evaluate.run.Population;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the charts of one population. */
public final class Plots {
  private static final double MOST_RISK = 0.4;

  private Plots() {}

  public static void write(
      Path folder,
      Population population,
      List<AttributionMethod> methods,
      List<EvaluationRun.Result> results)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("reliability-" + population.word() + ".svg"),
        reliability(population, methods, results).svg());
    Files.writeString(
        folder.resolve("risk-coverage-" + population.word() + ".svg"),
        riskCoverage(population, methods, results).svg());
  }

  private static Plot reliability(
      Population population, List<AttributionMethod> methods, List<EvaluationRun.Result> results) {
    var plot =
        new Plot(
                "Reliability, " + population.word() + ", " + results.size() + " sweeps",
                "reported probability",
                "share of right verdicts",
                1,
                1)
            .guide(0, 0, 1, 1);
    for (int i = 0; i < methods.size(); i++) {
      var bins = EvaluationTables.figures(results, i).bins();
      plot.line(
          methods.get(i).name(),
          bins.stream().map(bin -> new double[] {bin.predicted(), bin.came()}).toList(),
          i == 0);
    }
    return plot;
  }

  private static Plot riskCoverage(
      Population population, List<AttributionMethod> methods, List<EvaluationRun.Result> results) {
    var plot =
        new Plot(
                "Risk by coverage, " + population.word() + ", " + results.size() + " sweeps",
                "share of sweeps answered, the surest first",
                "share of those that is wrong",
                1,
                MOST_RISK)
            .guide(0, 0.01, 1, 0.01);
    for (int i = 0; i < methods.size(); i++) {
      var points = EvaluationTables.figures(results, i).riskCoverage();
      plot.line(
          methods.get(i).name(),
          points.stream().map(point -> new double[] {point.coverage(), point.risk()}).toList(),
          false);
    }
    return plot;
  }
}
