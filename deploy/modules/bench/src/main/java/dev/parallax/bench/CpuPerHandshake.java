package dev.parallax.bench;

import dev.parallax.bench.figure.Figure;
import dev.parallax.bench.figure.Figure.Bar;
import dev.parallax.bench.figure.Section;
import dev.parallax.bench.figure.Spread;
import dev.parallax.bench.figure.Units;
import dev.parallax.bench.probing.Origin;
import dev.parallax.bench.probing.ProbingOrder;
import dev.parallax.bench.probing.ProbingProcess;
import dev.parallax.bench.process.ProcessUsage;
import dev.parallax.model.failure.Step;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The cost of a handshake for the agent and for {@code blackbox_exporter}. */
final class CpuPerHandshake {
  static final String NAME = "cpu";

  private static final int ROUNDS = 6;
  private static final int HANDSHAKES = 1_500;
  private static final int WARM = 2_000;
  private static final int AT_ONCE = 8;
  private static final int CROWD = 200;
  private static final int CROWDS = 10;
  private static final double BAR = 0.8;
  private static final List<String> HOW =
      List.of(
          "The agent's prober in a process of its own, on the agent's runtime, flags and jars, its"
              + " rate budget lifted",
          "and each trial written as a line to its standard output; "
              + Blackbox.PROGRAM
              + " asked over kept-alive connections.",
          "Both in one run against one nginx on loopback: full TLS 1.3 handshakes, P-256"
              + " certificate checked against the",
          "same CA file, no name resolved. https: handshake and one GET; tls: handshake alone"
              + " (blackbox's tcp module).",
          WARM
              + " handshakes each to warm up, then "
              + ROUNDS
              + " rounds in turn, each of "
              + HANDSHAKES
              + " handshakes, "
              + AT_ONCE
              + " at once.",
          "CPU: user and system time of the whole process from /proc/PID/stat. Failures of "
              + CROWD
              + " at once: "
              + CROWDS
              + " times "
              + CROWD
              + " trials.");

  /** The cost of one program in one round. */
  private record RoundCost(double cpuNanos, double perSecond) {}

  private CpuPerHandshake() {}

  static Section measure(BenchSetup lab) throws StageFailure, IOException, InterruptedException {
    try (var origin = lab.origin(1);
        var probing = lab.probing(origin);
        var blackbox = Blackbox.start(lab.processes(), lab.folder("blackbox"), origin)) {
      var figures = new ArrayList<Figure>();
      figures.addAll(duel("https", Step.HTTP, origin, probing, blackbox));
      figures.addAll(duel("tls", Step.TLS, origin, probing, blackbox));
      figures.add(crowd(origin, probing));
      return new Section(NAME, figures, HOW);
    }
  }

  private static List<Figure> duel(
      String module, Step last, Origin origin, ProbingProcess probing, Blackbox blackbox)
      throws StageFailure, InterruptedException {
    agent(last, origin, probing, WARM);
    blackbox(module, origin, blackbox, WARM);
    var ours = new ArrayList<RoundCost>();
    var theirs = new ArrayList<RoundCost>();
    for (int round = 0; round < ROUNDS; round++) {
      ours.add(agent(last, origin, probing, HANDSHAKES));
      theirs.add(blackbox(module, origin, blackbox, HANDSHAKES));
    }
    return List.of(
        cost(module + ", agent", ours),
        cost(module + ", blackbox_exporter", theirs),
        ratio(module, ours, theirs),
        rate(module + ", agent", ours),
        rate(module + ", blackbox_exporter", theirs));
  }

  private static RoundCost agent(Step last, Origin origin, ProbingProcess probing, int handshakes)
      throws StageFailure, InterruptedException {
    var before = probing.vitals();
    long start = System.nanoTime();
    var replies = probing.run(ProbingOrder.of(origin.port(), handshakes, AT_ONCE, last));
    var round = round(start, before, probing.vitals(), handshakes);
    check("the agent", (int) replies.stream().filter(trial -> !trial.isOk()).count());
    return round;
  }

  private static RoundCost blackbox(String module, Origin origin, Blackbox blackbox, int handshakes)
      throws StageFailure, InterruptedException {
    var before = blackbox.vitals();
    long start = System.nanoTime();
    int failed = blackbox.run(module, origin, handshakes, AT_ONCE);
    var round = round(start, before, blackbox.vitals(), handshakes);
    check("blackbox_exporter", failed);
    return round;
  }

  private static RoundCost round(
      long start, ProcessUsage before, ProcessUsage after, int handshakes) {
    double took = System.nanoTime() - start;
    return new RoundCost(
        (double) (after.cpuNanos() - before.cpuNanos()) / handshakes, handshakes / took * 1e9);
  }

  private static void check(String name, int failed) throws StageFailure {
    if (failed > 0) {
      throw new StageFailure(
          name + " failed " + failed + " handshakes, the costs are not meaningful");
    }
  }

  private static Figure cost(String name, List<RoundCost> rounds) {
    var spread = Spread.of(rounds.stream().map(RoundCost::cpuNanos).toList());
    return Figure.withoutBar(
        name + ", CPU per handshake",
        Units.millis(spread.median()),
        spread.range(Units::millis),
        spread.count());
  }

  private static Figure ratio(String name, List<RoundCost> ours, List<RoundCost> theirs) {
    var ratios = new ArrayList<Double>();
    for (int round = 0; round < ours.size(); round++) {
      ratios.add(ours.get(round).cpuNanos() / theirs.get(round).cpuNanos());
    }
    var spread = Spread.of(ratios);
    return Figure.barred(
        name + ", agent ÷ blackbox_exporter",
        Units.ratio(spread.median()),
        spread.range(Units::ratio),
        spread.count(),
        Bar.atMost(spread.median(), BAR, Units.ratio(BAR)));
  }

  private static Figure rate(String name, List<RoundCost> rounds) {
    var spread = Spread.of(rounds.stream().map(RoundCost::perSecond).toList());
    return Figure.withoutBar(
        name + ", handshakes per second",
        Units.count(spread.median()),
        spread.range(Units::count),
        spread.count());
  }

  private static Figure crowd(Origin origin, ProbingProcess probing)
      throws StageFailure, InterruptedException {
    var failures = new ArrayList<Integer>();
    for (int i = 0; i < CROWDS; i++) {
      var replies = probing.run(ProbingOrder.of(origin.port(), CROWD, CROWD, Step.HTTP));
      failures.add((int) replies.stream().filter(trial -> !trial.isOk()).count());
    }
    var spread = Spread.of(failures);
    return Figure.barred(
        "false failures of " + CROWD + " trials at once",
        Units.count(spread.max()),
        spread.range(Units::count),
        CROWDS,
        Bar.atMost(spread.max(), 0, "0"));
  }
}
