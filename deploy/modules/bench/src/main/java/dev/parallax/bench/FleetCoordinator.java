package dev.parallax.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.bench.process.ProcessOutput;
import dev.parallax.bench.process.ProcessUsage;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** The coordinator of simulated agents, as shipped; it can be started again on its port. */
final class FleetCoordinator implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final String LISTENING = "listening on ";
  private static final String PAGES = "pages on ";

  /** A healthy report, or a report of too little evidence. */
  private static final Set<Integer> REPORTED = Set.of(0, 1, 4, 5);

  private final BenchSetup lab;
  private final Path folder;
  private Process process;
  private String address;
  private URI pages;

  private FleetCoordinator(BenchSetup lab, Path folder, Serving serving) {
    this.lab = lab;
    this.folder = folder;
    this.process = serving.process();
    this.address = serving.address();
    this.pages = serving.pages();
  }

  /** A process that listens. */
  private record Serving(Process process, String address, URI pages) {}

  /**
   * Listens when it returns.
   *
   * @param folder has the data folder {@code data}
   */
  static FleetCoordinator start(BenchSetup lab, Path folder)
      throws StageFailure, InterruptedException {
    return new FleetCoordinator(lab, folder, serve(lab, folder, "127.0.0.1:0"));
  }

  /**
   * Stops the process, and starts it on the same port.
   *
   * @return the time (of {@link System#nanoTime}) at which it listened again
   */
  long restart() throws StageFailure, InterruptedException {
    Processes.stop(process);
    var serving = serve(lab, folder, address);
    process = serving.process();
    pages = serving.pages();
    return System.nanoTime();
  }

  private static Serving serve(BenchSetup lab, Path folder, String listen)
      throws StageFailure, InterruptedException {
    var command =
        lab.programs()
            .parallax(
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--listen",
                listen,
                "--http",
                "0",
                "--reference",
                "none");
    var process = lab.processes().start(new ProcessBuilder(command).redirectErrorStream(true));
    var log = new ProcessOutput("the coordinator", process.getInputStream());
    var listening = log.await(line -> line.contains(LISTENING), START).text();
    var pages = log.await(line -> line.contains(PAGES), START).text();
    return new Serving(
        process,
        after(listening, LISTENING).replaceFirst(",.*", ""),
        URI.create(after(pages, PAGES)));
  }

  private static String after(String line, String words) {
    return line.substring(line.indexOf(words) + words.length()).strip();
  }

  /** {@code HOST:PORT} for agents. */
  String address() {
    return address;
  }

  ProcessUsage usage() throws StageFailure {
    return ProcessUsage.of(process);
  }

  /** The sum of a metric over its labels. */
  double metric(String name) throws IOException {
    try (var body = pages.resolve("/metrics").toURL().openStream()) {
      return new String(body.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }

  /**
   * Sweeps one target from every vantage; the report.
   *
   * @param deadline of the sweep
   */
  JsonNode sweep(Duration deadline) throws StageFailure, IOException, InterruptedException {
    var report = folder.resolve("sweep.json");
    var command =
        lab.programs()
            .parallax(
                "sweep",
                "--all",
                "--deadline",
                deadline.toSeconds() + "s",
                "--handshakes-per-second",
                "10000",
                "-q",
                "-o",
                "json=" + report,
                "--data",
                folder.resolve("data").toString(),
                "tls://fleet.test:9@127.0.0.1");
    lab.processes()
        .call(command, folder.resolve("sweep.err"), deadline.plus(START))
        .orFail(REPORTED);
    return new ObjectMapper().readTree(report.toFile());
  }

  @Override
  public void close() {
    Processes.stop(process);
  }
}
