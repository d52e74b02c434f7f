package dev.parallax.bench.fault;

import dev.parallax.bench.fault.process.Signalled;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Processes that are killed, and processes that stand still and go on. */
final class ProcessFaults {
  private static final int KILL = 3;
  private static final int STOP = 2;
  private static final Duration DOWN = Duration.ofSeconds(2);

  /** Shorter than the lease of a coordinator, which it trusts for 12 s. */
  private static final Duration SHORT = Duration.ofSeconds(5);

  /** Longer than the lease: another coordinator has taken over. */
  private static final Duration LONG = Duration.ofSeconds(17);

  private static final int LONG_IN = 4;

  private ProcessFaults() {}

  /** Of one coordinator with SQLite. */
  static List<FaultKind> alone() {
    return List.of(
        new FaultKind("kill -9 coordinator", KILL, killed(FaultFleet::owner)),
        new FaultKind("kill -9 agent", KILL, ProcessFaults::killAgent),
        new FaultKind("SIGSTOP coordinator", STOP, stopped(FaultFleet::owner, SHORT)),
        new FaultKind("SIGSTOP agent", STOP, ProcessFaults::stopAgent));
  }

  /** Of two coordinators with PostgreSQL. */
  static List<FaultKind> shared() {
    return List.of(
        new FaultKind("kill -9 owner", KILL, killed(FaultFleet::owner)),
        new FaultKind("kill -9 relay", KILL, killed(FaultFleet::relay)),
        new FaultKind("kill -9 PostgreSQL", KILL, ProcessFaults::killDatabase),
        new FaultKind("SIGSTOP owner", STOP, stopped(FaultFleet::owner, LONG)),
        new FaultKind("SIGSTOP relay", STOP, stopped(FaultFleet::relay, LONG)),
        new FaultKind("SIGSTOP PostgreSQL", STOP, ProcessFaults::stopDatabase));
  }

  private static Disturbance killed(Function<FaultFleet, Signalled> process) {
    return (fleet, chance) -> kill(process.apply(fleet), chance);
  }

  private static void killAgent(FaultFleet fleet, Chance chance)
      throws StageFailure, InterruptedException {
    kill(chance.oneOf(fleet.agents()).process(), chance);
  }

  private static void kill(Signalled victim, Chance chance)
      throws StageFailure, InterruptedException {
    victim.kill();
    chance.pause(DOWN);
    victim.start();
  }

  /**
   * @param longest up to which a process stands still, in one round of four
   */
  private static Disturbance stopped(Function<FaultFleet, Signalled> process, Duration longest) {
    return (fleet, chance) -> {
      var victim = process.apply(fleet);
      victim.stop();
      pause(longest, SHORT, chance);
      victim.resume();
    };
  }

  private static void pause(Duration longest, Duration usual, Chance chance)
      throws InterruptedException {
    if (chance.below(LONG_IN) == 0) {
      Thread.sleep(longest);
    } else {
      chance.pause(usual);
    }
  }

  private static void stopAgent(FaultFleet fleet, Chance chance)
      throws IOException, InterruptedException {
    var victim = chance.oneOf(fleet.agents()).process();
    victim.stop();
    chance.pause(SHORT);
    victim.resume();
  }

  private static void killDatabase(FaultFleet fleet, Chance chance)
      throws StageFailure, IOException, InterruptedException {
    var server = fleet.database();
    Signalled.signal("KILL", server.processes().limit(1));
    pause(LONG, DOWN, chance);
    server.restart();
  }

  private static void stopDatabase(FaultFleet fleet, Chance chance)
      throws StageFailure, IOException, InterruptedException {
    var processes = fleet.database().processes().toList();
    Signalled.signal("STOP", processes.stream());
    chance.pause(SHORT);
    Signalled.signal("CONT", Stream.concat(processes.stream(), fleet.database().processes()));
  }
}
