package dev.parallax.bench;

import dev.parallax.bench.figure.Figure;
import dev.parallax.bench.figure.Section;
import dev.parallax.bench.figure.Spread;
import dev.parallax.bench.figure.Units;
import dev.parallax.bench.probing.Origin;
import dev.parallax.bench.process.LinkTraffic;
import dev.parallax.bench.process.ProcessUsage;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Memory and start time of the shipped programs. */
final class MemoryAndStart {
  static final String NAME = "memory";

  private static final int STARTS = 5;
  private static final int VERSIONS = 20;
  private static final int PORTS = 10;
  private static final int TRIALS = 20;
  private static final int ENOUGH = 1_000;
  private static final int SETTLE_MILLIS = 3_000;
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final int IDLE_BYTES = 2_000;
  private static final double IDLE_SHARE = 0.001;
  private static final long IDLE_RESIDENT = 100L << 20;
  private static final long IDLE_ANONYMOUS = 56L << 20;
  private static final List<String> HOW =
      List.of(
          "A coordinator and an agent as shipped: parallax serve, parallax-agent join,"
              + " parallax-agent run. Ready: from the",
          "start of the process until the coordinator logs it connected, warm-up included. Resident"
              + " memory: VmRSS (in",
          "brackets RssAnon, what no file backs), 3 s after ready and again after sweeps of "
              + PORTS
              + " loopback targets,",
          TRIALS
              + " trials an arm, until "
              + ENOUGH
              + " trials have passed, and at the end of the minute after them. Idle CPU and",
          "traffic: during this minute, TCP payload and headers on the link in both directions.",
          "Start-to-last-byte: parallax version and parallax-agent version, until their output"
              + " ends.");

  private MemoryAndStart() {}

  /** The measurements of one start of an agent. */
  private record Start(double readyNanos, double cpuNanos, ProcessUsage idle) {}

  static Section measure(BenchSetup lab) throws StageFailure, IOException, InterruptedException {
    var figures = new ArrayList<Figure>();
    try (var origin = lab.origin(PORTS);
        var fleet = BenchFleet.start(lab, origin)) {
      figures.addAll(starts(fleet));
      figures.addAll(worked(fleet, origin));
    }
    figures.add(version("parallax version", lab, lab.programs().parallax("version")));
    figures.add(version("parallax-agent version", lab, lab.programs().agent("version")));
    return new Section(NAME, figures, HOW);
  }

  private static List<Figure> starts(BenchFleet fleet) throws StageFailure, InterruptedException {
    var starts = new ArrayList<Start>();
    for (int i = 0; i < STARTS; i++) {
      var agent = fleet.run();
      Thread.sleep(SETTLE_MILLIS);
      starts.add(
          new Start(
              agent.readyNanos(), agent.start().cpuNanos(), ProcessUsage.of(agent.process())));
      Processes.stop(agent.process());
    }
    return List.of(
        figure("agent, start to ready", starts, Start::readyNanos, Units::seconds),
        figure("agent, CPU until ready", starts, Start::cpuNanos, Units::seconds),
        figure(
            "agent, idle",
            starts,
            start -> (double) start.idle().residentBytes(),
            Units::mebibytes),
        figure(
            "agent, idle (anonymous)",
            starts,
            start -> (double) start.idle().anonymousBytes(),
            Units::mebibytes));
  }

  private static List<Figure> worked(BenchFleet fleet, Origin origin)
      throws StageFailure, IOException, InterruptedException {
    var agent = fleet.run();
    int passed = 0;
    while (passed < ENOUGH) {
      passed += fleet.sweep(origin, TRIALS);
    }
    Thread.sleep(SETTLE_MILLIS);
    var vitals = ProcessUsage.of(agent.process());
    var figures = new ArrayList<Figure>();
    figures.add(
        Figure.withoutBar(
            "agent, after " + passed + " trials",
            Units.mebibytes((double) vitals.residentBytes())
                + " ("
                + Units.mebibytes((double) vitals.anonymousBytes())
                + ")",
            "",
            1));
    figures.addAll(idle(fleet, agent.process()));
    Processes.stop(agent.process());
    return figures;
  }

  /** CPU time and traffic of one minute without a sweep, and the memory at its end. */
  private static List<Figure> idle(BenchFleet fleet, Process agent)
      throws StageFailure, IOException, InterruptedException {
    long cpu = ProcessUsage.of(agent).cpuNanos();
    long bytes = LinkTraffic.to(fleet.address());
    Thread.sleep(IDLE.toMillis());
    var after = ProcessUsage.of(agent);
    double share = (double) (after.cpuNanos() - cpu) / IDLE.toNanos();
    long sent = LinkTraffic.to(fleet.address()) - bytes;
    return List.of(
        memory("agent, a minute later", after.residentBytes(), IDLE_RESIDENT),
        memory("agent, a minute later (anonymous)", after.anonymousBytes(), IDLE_ANONYMOUS),
        Figure.barred(
            "agent, idle CPU of one core",
            String.format(Locale.ROOT, "%.2f %%", 100 * share),
            "",
            1,
            Figure.Bar.under(share, IDLE_SHARE, "0.1 %")),
        Figure.barred(
            "agent, idle traffic a minute",
            sent + " B",
            "",
            1,
            Figure.Bar.under((double) sent, IDLE_BYTES, IDLE_BYTES + " B")));
  }

  private static Figure memory(String name, long bytes, long bar) {
    return Figure.barred(
        name,
        Units.mebibytes((double) bytes),
        "",
        1,
        Figure.Bar.atMost((double) bytes, (double) bar, Units.mebibytes((double) bar)));
  }

  private static Figure version(String name, BenchSetup lab, List<String> command)
      throws StageFailure, IOException, InterruptedException {
    var times = new ArrayList<Long>();
    for (int i = 0; i < VERSIONS; i++) {
      long start = System.nanoTime();
      var process = lab.processes().start(new ProcessBuilder(command));
      process.getInputStream().readAllBytes();
      times.add(System.nanoTime() - start);
      process.waitFor();
    }
    var spread = Spread.of(times);
    return Figure.withoutBar(
        name, Units.wholeMillis(spread.median()), spread.range(Units::wholeMillis), VERSIONS);
  }

  private static Figure figure(
      String name, List<Start> starts, ToDoubleFunction<Start> value, DoubleFunction<String> text) {
    var spread = Spread.of(starts.stream().map(value::applyAsDouble).toList());
    return Figure.withoutBar(name, text.apply(spread.median()), spread.range(text), spread.count());
  }
}
