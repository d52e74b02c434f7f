package dev.parallax.evaluate;

import java.io.IOException;
import java.util.List;

/** The command {@code deploy/evaluate}. */
public final class Evaluate {
  private static final int USAGE = 2;

  private Evaluate() {}

  /** Prints to standard output; a bad command line is one line on standard error, and exit 2. */
  public static void main(String... words) throws Exception {
    Options options;
    try {
      options = Options.parse(List.of(words));
      Methods.named(options.methods());
    } catch (IllegalArgumentException unusable) {
      System.err.println("evaluate: " + unusable.getMessage());
      System.exit(USAGE);
      return;
    }
    new Evaluate().run(options);
  }

  private void run(Options options) throws InterruptedException, IOException {
    var tables = new Tables(System.out);
    if (options.show().isPresent()) {
      var key = options.show().get();
      new Show(tables, key.population().draw(key.seed(), key.index())).print();
      return;
    }
    if (options.fit()) {
      new Fit(options, tables).run();
      return;
    }
    var told = new Told(options);
    for (var population : options.populations()) {
      evaluate(tables, options, population, told);
    }
    if (options.json().isPresent()) {
      told.write(options.json().get());
    }
  }

  private static void evaluate(Tables tables, Options options, Population population, Told told)
      throws InterruptedException, IOException {
    var methods = Methods.named(options.methods());
    long start = System.nanoTime();
    var trials = new Trials(population, options.seed(), methods);
    var results = trials.run(options.sweeps(), options.threads());
    double took = (System.nanoTime() - start) / 1e9;
    tables.line(
        "%s: %d sweeps of seed %d in %.1f s (%.0f a second)",
        population.word(), results.size(), options.seed(), took, results.size() / took);
    trials.threw().stream().distinct().forEach(it -> tables.line("  threw: %s", it));
    tables.methods(methods, results);
    told.add(population, methods, results);
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
