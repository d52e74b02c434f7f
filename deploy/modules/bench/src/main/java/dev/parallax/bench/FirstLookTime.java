package dev.parallax.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.bench.figure.Figure;
import dev.parallax.bench.figure.Figure.Bar;
import dev.parallax.bench.figure.Section;
import dev.parallax.bench.figure.Spread;
import dev.parallax.bench.figure.Units;
import dev.parallax.bench.probing.Origin;
import dev.parallax.bench.process.ProcessUsage;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The cost of the first look of a sweep, beside that of another version of both programs. */
final class FirstLookTime {
  static final String NAME = "first-look";

  private static final int PORTS = 10;
  private static final int TRIALS = 5;
  private static final int WARM = 10;
  private static final int ROUNDS = 15;
  private static final double BAR = 1.2;
  private static final List<String> HOW =
      List.of(
          "Both versions as shipped, each with a coordinator and an agent, in one run against one"
              + " nginx on loopback: sweeps of "
              + PORTS,
          "https targets with the default trials, no further round. "
              + WARM
              + " sweeps each to warm up, then "
              + ROUNDS
              + " rounds in turn; ratios are of",
          "the two sweeps of a round. CPU: user and system time from /proc/PID/stat, agent and"
              + " coordinator. Time: the sweep's own.");

  /** The cost of one sweep. */
  private record SweepCost(
      double handshakes, double agentNanos, double coordinatorNanos, double took) {}

  /** A fleet of one version and its agent. */
  private record Side(BenchFleet fleet, Process agent) implements AutoCloseable {
    static Side start(BenchSetup lab, Origin origin)
        throws StageFailure, IOException, InterruptedException {
      var fleet = BenchFleet.start(lab, origin);
      return new Side(fleet, fleet.run().process());
    }

    SweepCost look(Origin origin) throws StageFailure, IOException, InterruptedException {
      var agentBefore = ProcessUsage.of(agent);
      var before = ProcessUsage.of(fleet.coordinator());
      var report = fleet.swept(origin, TRIALS);
      return new SweepCost(
          handshakes(report),
          (double) (ProcessUsage.of(agent).cpuNanos() - agentBefore.cpuNanos()),
          (double) (ProcessUsage.of(fleet.coordinator()).cpuNanos() - before.cpuNanos()),
          report.path("tookMs").asDouble() * 1e6);
    }

    private static int handshakes(JsonNode report) throws StageFailure {
      var rounds = report.path("rounds");
      if (rounds.size() != 1) {
        throw new StageFailure("expected a first look alone, got " + rounds.size() + " rounds");
      }
      return rounds.path(0).path("handshakes").asInt();
    }

    @Override
    public void close() {
      Processes.stop(agent);
      fleet.close();
    }
  }

  private FirstLookTime() {}

  /**
   * Measures both versions in turn.
   *
   * @param other the environment of the other version
   */
  static Section measure(BenchSetup lab, BenchSetup other)
      throws StageFailure, IOException, InterruptedException {
    try (var origin = lab.origin(PORTS);
        var ours = Side.start(lab, origin);
        var theirs = Side.start(other, origin)) {
      for (int sweep = 0; sweep < WARM; sweep++) {
        ours.look(origin);
        theirs.look(origin);
      }
      var now = new ArrayList<SweepCost>();
      var before = new ArrayList<SweepCost>();
      for (int round = 0; round < ROUNDS; round++) {
        now.add(ours.look(origin));
        before.add(theirs.look(origin));
      }
      return new Section(NAME, figures(now, before), HOW);
    }
  }

  private static List<Figure> figures(List<SweepCost> now, List<SweepCost> before) {
    var figures = new ArrayList<Figure>();
    figures.addAll(
        compared(
            "handshakes", now, before, SweepCost::handshakes, Units::count, FirstLookTime::barred));
    figures.addAll(
        compared("time", now, before, SweepCost::took, Units::wholeMillis, FirstLookTime::barred));
    figures.addAll(
        compared(
            "agent's CPU",
            now,
            before,
            SweepCost::agentNanos,
            Units::wholeMillis,
            FirstLookTime::unbarred));
    figures.addAll(
        compared(
            "coordinator's CPU",
            now,
            before,
            SweepCost::coordinatorNanos,
            Units::wholeMillis,
            FirstLookTime::unbarred));
    return figures;
  }

  private static List<Figure> compared(
      String name,
      List<SweepCost> now,
      List<SweepCost> before,
      ToDoubleFunction<SweepCost> value,
      DoubleFunction<String> text,
      BiFunction<String, Spread, Figure> ratio) {
    return List.of(
        absolute(name + ", this version", now, value, text),
        absolute(name + ", the other version", before, value, text),
        ratio.apply(name + ", this ÷ other", ratio(now, before, value)));
  }

  private static Figure barred(String name, Spread ratio) {
    return Figure.barred(
        name,
        Units.ratio(ratio.median()),
        ratio.range(Units::ratio),
        ratio.count(),
        Bar.atMost(ratio.median(), BAR, Units.ratio(BAR)));
  }

  private static Figure unbarred(String name, Spread ratio) {
    return Figure.withoutBar(
        name, Units.ratio(ratio.median()), ratio.range(Units::ratio), ratio.count());
  }

  private static Spread ratio(
      List<SweepCost> now, List<SweepCost> before, ToDoubleFunction<SweepCost> value) {
    return Spread.of(
        IntStream.range(0, now.size())
            .mapToObj(
                round ->
                    value.applyAsDouble(now.get(round)) / value.applyAsDouble(before.get(round)))
            .toList());
  }

  private static Figure absolute(
      String name,
      List<SweepCost> looks,
      ToDoubleFunction<SweepCost> value,
      DoubleFunction<String> text) {
    var spread = Spread.of(looks.stream().map(value::applyAsDouble).toList());
    return Figure.withoutBar(name, text.apply(spread.median()), spread.range(text), spread.count());
  }
}
