package dev.parallax.bench;

import dev.parallax.bench.figure.Figure;
import dev.parallax.bench.figure.Figure.Bar;
import dev.parallax.bench.figure.Section;
import dev.parallax.bench.figure.Spread;
import dev.parallax.bench.figure.Units;
import dev.parallax.browser.Chromium;
import dev.parallax.evaluate.speed.ReportRun;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The duration of a report: printing it, the whole command, its first paint in a browser. */
final class Reports {
  static final String NAME = "report";

  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final double PRINT_BAR = 300e6;
  private static final double CALL_BAR = 700e6;
  private static final double PAINT_BAR = 200e6;
  private static final double HTML_BAR = 2e6;
  private static final int CALLS = 10;
  private static final int PAINTS = 15;
  private static final int WIDTH = 1_280;
  private static final int HEIGHT = 900;
  private static final int TRIALS = 5;
  private static final String END = "end";
  private static final List<String> HOW =
      List.of(
          "Printing: a simulated sweep of 1,000 vantages, first look with controls, in a process of"
              + " its own, CPU of one",
          "  thread, after eight rounds of warm-up.",
          "parallax report @last: a sweep of one target from one vantage, process start to last"
              + " byte, after one call before.",
          "First paint: headless Chromium that runs already and has nothing cached, from the start"
              + " of the navigation;",
          "  the floor is a file with one word in the same browser.");

  private Reports() {}

  static Section measure(BenchSetup lab) throws StageFailure, IOException, InterruptedException {
    var figures = new ArrayList<Figure>(printing(lab));
    try (var origin = lab.origin(1);
        var fleet = BenchFleet.start(lab, origin)) {
      var agent = fleet.run();
      fleet.sweep(origin, TRIALS);
      for (var format : List.of("text", "html", "json")) {
        figures.add(call(lab, fleet, format));
      }
      figures.addAll(paints(lab, fleet));
      Processes.stop(agent.process());
    }
    return new Section(NAME, figures, HOW);
  }

  private static List<Figure> printing(BenchSetup lab) throws StageFailure, InterruptedException {
    var times = new LinkedHashMap<String, List<Double>>();
    var sizes = new LinkedHashMap<String, Double>();
    for (var line : lab.lines(ReportRun.class, END, PATIENCE)) {
      var words = List.of(line.split(" ", -1));
      times
          .computeIfAbsent(words.get(0), key -> new ArrayList<>())
          .add(Double.valueOf(words.get(2)));
      sizes.put(words.get(0), Double.valueOf(words.get(1)));
    }
    var figures = new ArrayList<Figure>();
    times.forEach((format, took) -> figures.add(printing(format, took, sizes)));
    double html = sizes.getOrDefault("html", 0.0);
    figures.add(
        Figure.barred(
            "html, 1,000 vantages, size",
            Units.kibibytes(html),
            "",
            1,
            Bar.under(html, HTML_BAR, "2 MB")));
    return figures;
  }

  private static Figure printing(String format, List<Double> took, Map<String, Double> sizes) {
    var spread = Spread.of(took);
    var size = Units.kibibytes(sizes.getOrDefault(format, 0.0));
    return Figure.barred(
        format + ", 1,000 vantages, " + size,
        "median " + Units.wholeMillis(spread.median()),
        spread.range(Units::wholeMillis),
        spread.count(),
        Bar.under(spread.median(), PRINT_BAR, "300 ms"));
  }

  private static Figure call(BenchSetup lab, BenchFleet fleet, String format)
      throws StageFailure, IOException, InterruptedException {
    var command =
        lab.programs().parallax("report", "@last", "-o", format, "--data", fleet.dataFolder());
    var took = new ArrayList<Long>();
    for (int i = 0; i <= CALLS; i++) {
      long start = System.nanoTime();
      var process = lab.processes().start(new ProcessBuilder(command));
      process.getInputStream().readAllBytes();
      took.add(System.nanoTime() - start);
      process.waitFor();
    }
    var spread = Spread.of(took.subList(1, took.size()));
    return Figure.barred(
        "parallax report @last -o " + format,
        "median " + Units.wholeMillis(spread.median()),
        spread.range(Units::wholeMillis),
        spread.count(),
        Bar.under(spread.median(), CALL_BAR, "700 ms"));
  }

  /** Empty without Chromium. */
  private static List<Figure> paints(BenchSetup lab, BenchFleet fleet) throws IOException {
    if (!Chromium.isThere()) {
      System.err.println("bench: no chromium on the path, the first paint is not measured");
      return List.of();
    }
    var folder = lab.folder("browser");
    var floor = Files.writeString(folder.resolve("floor.html"), "<!DOCTYPE html><p>floor");
    try (var browser = Chromium.start(folder, WIDTH, HEIGHT)) {
      return List.of(
          paint(browser, "floor, first paint", floor.toUri()).figure(),
          paint(browser, "overview page, first paint", fleet.page()).barred(),
          paint(
                  browser,
                  "page of a sweep, first paint",
                  fleet.page().resolve("sweeps/" + fleet.lastSweep()))
              .barred());
    }
  }

  /** The times of the first paint of a page, in repetitions. */
  private record Paints(String name, Spread spread) {
    Figure figure() {
      return Figure.withoutBar(name, value(), spread.range(Units::wholeMillis), spread.count());
    }

    Figure barred() {
      return Figure.barred(
          name,
          value(),
          spread.range(Units::wholeMillis),
          spread.count(),
          Bar.under(spread.median(), PAINT_BAR, "200 ms"));
    }

    private String value() {
      return "median " + Units.wholeMillis(spread.median());
    }
  }

  private static Paints paint(Chromium browser, String name, URI page) throws IOException {
    var took = new ArrayList<Double>();
    for (int i = 0; i < PAINTS; i++) {
      browser.open("about:blank");
      browser.call("Network.clearBrowserCache", Map.of());
      browser.open(page.toString());
      took.add(1e6 * browser.firstPaintMillis());
    }
    return new Paints(name, Spread.of(took));
  }
}
