package dev.parallax.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parallax.bench.figure.Figure;
import dev.parallax.bench.figure.Figure.Bar;
import dev.parallax.bench.figure.Section;
import dev.parallax.bench.figure.Units;
import dev.parallax.bench.fleet.FleetMembers;
import dev.parallax.bench.process.LinkTraffic;
import dev.parallax.bench.process.MachineLimits;
import dev.parallax.bench.process.ProcessUsage;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** One coordinator with many connected agents. */
final class FleetScale {
  static final String NAME = "fleet";

  /** The median of this many is the figure. */
  private static final int LATER_SWEEPS = 5;

  /** The size of the smallest sweep. */
  static final int FEWEST = 100;

  private static final int MIDDLE = 1_000;
  private static final int A_PROCESS = 5_000;

  /** Memory of a simulated agent and its stream at the coordinator, measured. */
  private static final long AGENT_BYTES = 700L * 1024;

  /** Open files of a process besides the sockets of agents. */
  private static final int OTHER_FILES = 500;

  private static final int SILENT = 5;
  private static final int DISCONNECTING = 5;
  private static final Duration IDLE = Duration.ofMinutes(1);
  private static final Duration SETTLE = Duration.ofSeconds(3);
  private static final Duration DEADLINE = Duration.ofMinutes(2);
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final double RECONNECT_BAR = 60e9;
  private static final double MEMORY_BAR = 2L << 30;

  private FleetScale() {}

  static Section measure(BenchSetup lab) throws StageFailure, IOException, InterruptedException {
    var limits = MachineLimits.read();
    int agents = fitting(lab.agents(), limits);
    var folder = lab.folder(NAME);
    var shares =
        IntStream.iterate(agents, left -> left > 0, left -> left - A_PROCESS)
            .mapToObj(left -> Math.min(left, A_PROCESS))
            .toList();
    var members = FleetMembers.enrol(folder.resolve("data"), folder, shares);
    try (var coordinator = FleetCoordinator.start(lab, folder);
        var fleet = ConnectedFleet.start(lab, coordinator.address(), members)) {
      return new Section(NAME, figures(coordinator, fleet, agents), how(lab, agents, limits));
    }
  }

  private static int fitting(int wanted, MachineLimits limits) {
    long files = limits.openFiles() - OTHER_FILES;
    long memory = limits.availableBytes() / AGENT_BYTES;
    return (int) Math.min(wanted, Math.min(files, memory));
  }

  private static List<Figure> figures(
      FleetCoordinator coordinator, ConnectedFleet fleet, int agents)
      throws StageFailure, IOException, InterruptedException {
    var figures = new ArrayList<Figure>();
    var empty = coordinator.usage();
    for (int size : sizes(agents)) {
      fleet.connect(size);
      figures.addAll(connected(coordinator, size, empty));
      figures.addAll(sweeps(coordinator, fleet, size));
    }
    figures.addAll(idle(coordinator, agents));
    figures.add(faulty(coordinator, fleet, agents));
    figures.addAll(restart(coordinator, fleet, agents));
    return figures;
  }

  private static List<Integer> sizes(int agents) {
    return IntStream.of(FEWEST, MIDDLE, agents)
        .filter(size -> size <= agents)
        .distinct()
        .boxed()
        .toList();
  }

  private static List<Figure> connected(
      FleetCoordinator coordinator, int agents, ProcessUsage empty)
      throws StageFailure, InterruptedException {
    Thread.sleep(SETTLE);
    var usage = coordinator.usage();
    var resident = (double) usage.residentBytes();
    return List.of(
        Figure.barred(
            count(agents) + " agents, coordinator, resident",
            Units.mebibytes(resident),
            "without agents " + Units.mebibytes((double) empty.residentBytes()),
            1,
            Bar.atMost(resident, MEMORY_BAR, "2 GiB")),
        Figure.withoutBar(
            count(agents) + " agents, memory of each",
            Units.kibibytes((resident - empty.residentBytes()) / agents),
            "",
            1));
  }

  /**
   * The durations of one sweep, in ns.
   *
   * @param slowest of its probes
   */
  private record SweepDuration(double took, double slowest) {
    private double ratio() {
      return took / slowest;
    }

    private String text() {
      return Units.seconds(took) + " ÷ " + Units.seconds(slowest);
    }
  }

  /**
   * The first sweep of a process loads its classes and compiles them; the bar is for later ones.
   */
  private static List<Figure> sweeps(FleetCoordinator coordinator, ConnectedFleet fleet, int agents)
      throws StageFailure, IOException, InterruptedException {
    var first = sweep(coordinator, fleet, agents);
    var later = new ArrayList<SweepDuration>();
    for (int i = 0; i < LATER_SWEEPS; i++) {
      later.add(sweep(coordinator, fleet, agents));
    }
    later.sort(Comparator.comparingDouble(SweepDuration::ratio));
    var median = later.get(LATER_SWEEPS / 2);
    double limit = agents <= FEWEST ? 1.05 : agents <= MIDDLE ? 1.2 : 2.0;
    return List.of(
        Figure.withoutBar(
            count(agents) + " agents, first sweep ÷ slowest probe",
            Units.ratio(first.ratio()),
            first.text(),
            1),
        Figure.barred(
            count(agents) + " agents, later sweep ÷ slowest probe",
            Units.ratio(median.ratio()),
            median.text(),
            LATER_SWEEPS,
            Bar.atMost(median.ratio(), limit, String.format(Locale.ROOT, "%.2f", limit))));
  }

  private static SweepDuration sweep(FleetCoordinator coordinator, ConnectedFleet fleet, int agents)
      throws StageFailure, IOException, InterruptedException {
    fleet.plans();
    var report = coordinator.sweep(DEADLINE);
    var plans = fleet.plans();
    requireWhole(report, agents, plans.count());
    return new SweepDuration(report.path("tookMs").asDouble() * 1e6, plans.slowestNanos());
  }

  private static void requireWhole(JsonNode report, int agents, int plans) throws StageFailure {
    int rounds = report.path("rounds").size();
    if (rounds != 1 || plans != agents) {
      throw new StageFailure(
          "expected one round of %d plans, got %d rounds and %d plans"
              .formatted(agents, rounds, plans));
    }
  }

  private static List<Figure> idle(FleetCoordinator coordinator, int agents)
      throws StageFailure, InterruptedException {
    var before = coordinator.usage();
    long bytes = LinkTraffic.to(coordinator.address());
    Thread.sleep(IDLE);
    double cpu = (double) (coordinator.usage().cpuNanos() - before.cpuNanos());
    double traffic = (double) (LinkTraffic.to(coordinator.address()) - bytes);
    return List.of(
        Figure.withoutBar(
            count(agents) + " agents, coordinator, idle CPU of one core",
            String.format(Locale.ROOT, "%.1f %%", 100 * cpu / IDLE.toNanos()),
            Units.micros(cpu / agents) + " an agent and minute",
            1),
        Figure.withoutBar(
            count(agents) + " agents, idle traffic of each in a minute",
            Units.count(traffic / agents) + " B",
            "",
            1));
  }

  /** Silent agents cost the sweep its deadline, and nothing else. */
  private static Figure faulty(FleetCoordinator coordinator, ConnectedFleet fleet, int agents)
      throws StageFailure, IOException, InterruptedException {
    fleet.conduct(SILENT, DISCONNECTING);
    var report = coordinator.sweep(SHORT);
    fleet.conduct(0, 0);
    fleet.awaitConnected(agents);
    double took = report.path("tookMs").asDouble() * 1e6;
    return Figure.withoutBar(
        "%s agents, %d %% silent, %d %% disconnect".formatted(count(agents), SILENT, DISCONNECTING),
        Units.seconds(took),
        "deadline "
            + SHORT.toSeconds()
            + " s, "
            + report.path("targets").path(0).path("verdicts").path(0).path("blame").asText(),
        1);
  }

  private static List<Figure> restart(
      FleetCoordinator coordinator, ConnectedFleet fleet, int agents)
      throws StageFailure, IOException, InterruptedException {
    long stopped = System.nanoTime();
    long listening = coordinator.restart();
    long back = fleet.awaitConnected(agents);
    var refused = coordinator.metric("parallax_connections_refused_total");
    return List.of(
        Figure.barred(
            count(agents) + " agents, all connected after a restart",
            Units.seconds((double) (back - listening)),
            Units.seconds((double) (back - stopped)) + " after the end of the coordinator",
            1,
            Bar.atMost((double) (back - listening), RECONNECT_BAR, "60 s")),
        Figure.withoutBar(
            count(agents) + " agents, connections refused meanwhile",
            Units.count(refused),
            "all agents have one address",
            1),
        Figure.withoutBar(
            count(agents) + " agents, coordinator, resident after the restart",
            Units.mebibytes((double) coordinator.usage().residentBytes()),
            "",
            1));
  }

  private static String count(int agents) {
    return String.format(Locale.ROOT, "%,d", agents);
  }

  private static List<String> how(BenchSetup lab, int agents, MachineLimits limits) {
    var lines =
        new ArrayList<>(
            List.of(
                "parallax serve as shipped with SQLite, and the agents' own link code in processes"
                    + " of at most "
                    + count(A_PROCESS)
                    + " agents: mutual TLS 1.3",
                "and a stream for each, all from 127.0.0.1; the trials are generated. Sweep: one"
                    + " target, one round, every vantage, 10,000",
                "handshakes a second; slowest probe: from the arrival of the plan to the last"
                    + " trial's end, the longest of all agents;",
                "later sweep: the median of five after the first at that size.",
                "Memory: VmRSS, 3 s after the last agent connected, less that without agents."
                    + " Open files of a process: "
                    + count(limits.openFiles())
                    + "."));
    if (agents < lab.agents()) {
      lines.add(
          "Limited to %s of %s agents: %s open files of a process, %s of memory available."
              .formatted(
                  count(agents),
                  count(lab.agents()),
                  count(limits.openFiles()),
                  Units.mebibytes((double) limits.availableBytes())));
    }
    return lines;
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
