package dev.parallax.bench;

import dev.parallax.bench.figure.Figure;
import dev.parallax.bench.figure.Figure.Bar;
import dev.parallax.bench.figure.Section;
import dev.parallax.bench.figure.Spread;
import dev.parallax.bench.figure.Units;
import dev.parallax.evaluate.speed.SpeedRun;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The duration of a verdict on a large sweep, and of the choice of the next round. */
final class Speed {
  static final String NAME = "speed";

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final double VERDICT_BAR = 250e6;
  private static final double NEXT_BAR = 200e6;
  private static final String END = "end";
  private static final String HOW =
      "The coordinator's attribution in a process of its own, CPU of one thread, after eight rounds"
          + " of warm-up, on\n"
          + "  simulated sweeps: one address, a region's filter, 5 trials of 12 arms and two of"
          + " three references a vantage.";

  private Speed() {}

  static Section measure(BenchSetup lab) throws StageFailure, IOException, InterruptedException {
    var times = new LinkedHashMap<String, List<Double>>();
    for (var line : lab.lines(SpeedRun.class, END, PATIENCE)) {
      var words = List.of(line.split(" ", -1));
      times
          .computeIfAbsent(words.get(0) + " " + words.get(1), key -> new ArrayList<>())
          .add(Double.valueOf(words.get(2)));
    }
    return new Section(NAME, times.entrySet().stream().map(Speed::figure).toList(), List.of(HOW));
  }

  private static Figure figure(Map.Entry<String, List<Double>> times) {
    var words = List.of(times.getKey().split(" ", -1));
    var spread = Spread.of(times.getValue());
    var median = "median " + Units.wholeMillis(spread.median());
    var range = spread.range(Units::wholeMillis);
    var size = words.get(1) + " observations";
    return switch (words.get(0)) {
      case "verdict" ->
          Figure.barred(
              "verdict, 1,000 vantages, " + size,
              median,
              range,
              spread.count(),
              Bar.under(spread.median(), VERDICT_BAR, "250 ms"));
      case "next" ->
          Figure.barred(
              "next round, 1,000 vantages, " + size,
              median,
              range,
              spread.count(),
              Bar.under(spread.median(), NEXT_BAR, "200 ms"));
      default -> Figure.withoutBar("verdict, " + size, median, range, spread.count());
    };
  }
}
