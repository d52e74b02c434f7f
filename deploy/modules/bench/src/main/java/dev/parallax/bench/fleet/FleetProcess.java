package dev.parallax.bench.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.bench.process.ProcessOutput;
import dev.parallax.bench.process.ProcessUsage;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/** A running {@link SimulatedFleet}. */
public final class FleetProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String HEAP = "-Xmx3g";

  private final Process process;
  private final ProcessOutput console;
  private final PrintStream orders;

  /**
   * The plans of a sweep at the agents of this process.
   *
   * @param slowestNanos from the arrival of a plan to its end, the longest
   */
  public record Plans(int count, long slowestNanos) {}

  private FleetProcess(Process process) {
    this.process = process;
    this.console = new ProcessOutput("the simulated fleet", process.getInputStream());
    this.orders = new PrintStream(process.getOutputStream(), true, UTF_8);
  }

  /**
   * No agent is connected when it returns.
   *
   * @param coordinator {@code HOST:PORT}
   * @param members a file of {@link FleetMembers}
   */
  public static FleetProcess start(
      Processes processes, Programs programs, String coordinator, Path members)
      throws StageFailure, InterruptedException {
    var command = programs.onBoth(SimulatedFleet.class, HEAP, coordinator, members.toString());
    var log = members.resolveSibling(members.getFileName() + ".log").toFile();
    var fleet =
        new FleetProcess(
            processes.interactive(
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log))));
    fleet.console.await(line -> line.startsWith("ready "), PATIENCE);
    return fleet;
  }

  /**
   * Connects the first agents of the process, 250 a second.
   *
   * @return the number of its agents among them
   */
  public int connect(int agents) throws StageFailure, InterruptedException {
    return Integer.parseInt(ask("connect " + agents));
  }

  public int connected() throws StageFailure, InterruptedException {
    return Integer.parseInt(ask("connected"));
  }

  /**
   * How the agents answer plans from now on.
   *
   * @param silent percent that sends nothing
   * @param disconnecting percent whose connection breaks during a plan
   */
  public void conduct(int silent, int disconnecting) throws StageFailure, InterruptedException {
    ask("conduct " + silent + " " + disconnecting);
  }

  /** The plans since the last call. */
  public Plans plans() throws StageFailure, InterruptedException {
    var words = ask("plans").split(" ", -1);
    return new Plans(Integer.parseInt(words[0]), Long.parseLong(words[1]));
  }

  public ProcessUsage usage() throws StageFailure {
    return ProcessUsage.of(process);
  }

  private String ask(String order) throws StageFailure, InterruptedException {
    orders.println(order);
    return console.await(line -> line.matches("done|[0-9 ]+"), PATIENCE).text();
  }

  @Override
  public void close() {
    orders.close();
    Processes.stop(process);
  }
}
