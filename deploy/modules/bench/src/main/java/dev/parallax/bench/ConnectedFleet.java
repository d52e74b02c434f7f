package dev.parallax.bench;

import dev.parallax.bench.fleet.FleetProcess;
import dev.parallax.stage.StageFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Simulated agents in several processes. */
final class ConnectedFleet implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration CHECK = Duration.ofMillis(100);

  private final List<FleetProcess> processes;

  private ConnectedFleet(List<FleetProcess> processes) {
    this.processes = List.copyOf(processes);
  }

  /** No agent is connected when it returns. */
  static ConnectedFleet start(BenchSetup lab, String coordinator, List<Path> members)
      throws StageFailure, InterruptedException {
    var processes = new ArrayList<FleetProcess>();
    for (var file : members) {
      processes.add(FleetProcess.start(lab.processes(), lab.programs(), coordinator, file));
    }
    return new ConnectedFleet(processes);
  }

  /** So many agents are connected when it returns. */
  void connect(int agents) throws StageFailure, InterruptedException {
    int left = agents;
    for (var process : processes) {
      left -= process.connect(left);
    }
    awaitConnected(agents);
  }

  /** The time (of {@link System#nanoTime}) at which so many agents are connected. */
  long awaitConnected(int agents) throws StageFailure, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    int connected = connected();
    while (connected != agents) {
      if (System.nanoTime() > end) {
        throw new StageFailure(
            "expected %d connected agents within %d s, got: %d"
                .formatted(agents, PATIENCE.toSeconds(), connected));
      }
      Thread.sleep(CHECK);
      connected = connected();
    }
    return System.nanoTime();
  }

  private int connected() throws StageFailure, InterruptedException {
    int connected = 0;
    for (var process : processes) {
      connected += process.connected();
    }
    return connected;
  }

  void conduct(int silent, int disconnecting) throws StageFailure, InterruptedException {
    for (var process : processes) {
      process.conduct(silent, disconnecting);
    }
  }

  /** The plans since the last call, and the slowest of all processes. */
  FleetProcess.Plans plans() throws StageFailure, InterruptedException {
    int count = 0;
    long slowest = 0;
    for (var process : processes) {
      var plans = process.plans();
      count += plans.count();
      slowest = Math.max(slowest, plans.slowestNanos());
    }
    return new FleetProcess.Plans(count, slowest);
  }

  @Override
  public void close() {
    processes.forEach(FleetProcess::close);
  }
}
