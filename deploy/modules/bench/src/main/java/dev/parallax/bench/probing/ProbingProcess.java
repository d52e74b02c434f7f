package dev.parallax.bench.probing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.parallax.bench.process.ProcessOutput;
import dev.parallax.bench.process.ProcessUsage;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A running {@link Probing}. */
public final class ProbingProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration RUN = Duration.ofMinutes(2);

  private final Process process;
  private final ProcessOutput console;
  private final PrintStream orders;

  private ProbingProcess(Process process) {
    this.process = process;
    this.console = new ProcessOutput("the probing process", process.getInputStream());
    this.orders = new PrintStream(process.getOutputStream(), true, UTF_8);
  }

  /** Warmed up when it returns. */
  public static ProbingProcess start(
      Processes processes, Programs programs, Path authority, Path log)
      throws StageFailure, InterruptedException {
    var command = programs.onTheAgent(Probing.class, authority.toString());
    var probing =
        new ProbingProcess(
            processes.interactive(
                new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))));
    probing.console.await(Probing.READY::equals, START);
    return probing;
  }

  /** The replies of the trials, in the order of their ends. */
  public List<ProbingReply> run(ProbingOrder order) throws StageFailure, InterruptedException {
    orders.println(order.line());
    var replies = new ArrayList<ProbingReply>();
    while (true) {
      var line = console.await(any -> true, RUN).text();
      if (line.equals(Probing.END)) {
        return replies;
      }
      replies.add(ProbingReply.parse(line));
    }
  }

  /** Bytes in use after a collection. */
  public long heap() throws StageFailure, InterruptedException {
    orders.println(Probing.HEAP);
    var line = console.await(it -> it.startsWith(Probing.HEAP), RUN).text();
    return Long.parseLong(line.substring(Probing.HEAP.length() + 1));
  }

  public ProcessUsage vitals() throws StageFailure {
    return ProcessUsage.of(process);
  }

  @Override
  public void close() throws IOException {
    orders.close();
    Processes.stop(process);
  }
}
