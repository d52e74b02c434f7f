package dev.parallax.evaluate;

import dev.parallax.evaluate.method.Methods;
import dev.parallax.evaluate.report.EvaluationTables;
import dev.parallax.evaluate.report.FiguresJson;
import dev.parallax.evaluate.report.Plots;
import dev.parallax.evaluate.report.SweepPrinter;
import dev.parallax.evaluate.run.EvaluationOptions;
import dev.parallax.evaluate.run.EvaluationRun;
import dev.parallax.evaluate.run.Population;
import dev.parallax.evaluate.study.CalibrationFit;
import dev.parallax.evaluate.study.EvidenceDepth;
import dev.parallax.evaluate.study.OptInWorth;
import java.io.IOException;
import java.util.List;

/** The command {@code deploy/evaluate}. */
public final class Evaluate {
  private static final int USAGE = 2;

  private Evaluate() {}

  /**
   * Prints to standard output; an invalid command line prints one line on standard error and ends
   * with exit code 2.
   */
  public static void main(String... words) throws Exception {
    EvaluationOptions options;
    try {
      options = EvaluationOptions.parse(List.of(words));
      Methods.named(options.methods());
    } catch (IllegalArgumentException unusable) {
      System.err.println("evaluate: " + unusable.getMessage());
      System.exit(USAGE);
      return;
    }
    new Evaluate().run(options);
  }

  private void run(EvaluationOptions options) throws InterruptedException, IOException {
    var tables = new EvaluationTables(System.out);
    if (options.show().isPresent()) {
      var key = options.show().get();
      new SweepPrinter(tables, key.population().draw(key.seed(), key.index())).print();
      return;
    }
    if (options.depth()) {
      options.populations().forEach(it -> new EvidenceDepth(options, tables).run(it));
      return;
    }
    if (options.optIns()) {
      for (var population : options.populations()) {
        new OptInWorth(options, tables).run(population);
      }
      return;
    }
    if (options.fit()) {
      new CalibrationFit(options, tables).run();
      return;
    }
    var figures = new FiguresJson(options);
    for (var population : options.populations()) {
      evaluate(tables, options, population, figures);
    }
    if (options.json().isPresent()) {
      figures.write(options.json().get());
    }
  }

  private static void evaluate(
      EvaluationTables tables,
      EvaluationOptions options,
      Population population,
      FiguresJson figures)
      throws InterruptedException, IOException {
    var methods = Methods.named(options.methods());
    long start = System.nanoTime();
    var trials = new EvaluationRun(population, options.seed(), methods);
    var results = trials.run(options.sweeps(), options.threads());
    double took = (System.nanoTime() - start) / 1e9;
    tables.line(
        "%s: %d sweeps of seed %d in %.1f s (%.0f a second)",
        population.word(), results.size(), options.seed(), took, results.size() / took);
    trials.threw().stream().distinct().forEach(it -> tables.line("  threw: %s", it));
    tables.methods(methods, results);
    figures.add(population, methods, results);
    if (options.plots().isPresent()) {
      Plots.write(options.plots().get(), population, methods, results);
    }
    int ours = Methods.ours(methods);
    if (ours >= 0) {
      tables.causes(results, ours);
      tables.confusions(results, ours);
    }
  }
}
