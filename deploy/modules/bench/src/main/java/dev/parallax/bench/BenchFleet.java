package dev.parallax.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parallax.bench.probing.Origin;
import dev.parallax.bench.process.ProcessOutput;
import dev.parallax.bench.process.ProcessUsage;
import dev.parallax.stage.Processes;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A coordinator and the agent {@value #AGENT}, both as shipped, in a folder of their own. */
final class BenchFleet implements AutoCloseable {
  private static final String AGENT = "bench";
  private static final String PAGES = "pages on ";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration CALL = Duration.ofSeconds(90);

  /** A report is complete with any verdict; a single vantage cannot blame a target. */
  private static final Set<Integer> REPORTED = Set.of(0, 1, 4);

  private final BenchSetup lab;
  private final Path folder;
  private final Process coordinator;
  private final ProcessOutput log;
  private URI page = URI.create("about:blank");

  private BenchFleet(BenchSetup lab, Path folder, Process coordinator) {
    this.lab = lab;
    this.folder = folder;
    this.coordinator = coordinator;
    this.log = new ProcessOutput("the coordinator", coordinator.getInputStream());
  }

  /**
   * An agent that runs.
   *
   * @param readyNanos from the start of its process until the coordinator had it
   * @param start its process's vitals at that moment
   */
  record Running(Process process, long readyNanos, ProcessUsage start) {}

  /** The coordinator runs and the agent has joined when it returns. */
  static BenchFleet start(BenchSetup lab, Origin origin)
      throws StageFailure, IOException, InterruptedException {
    // The sections of a run have a coordinator each; a state folder joins one.
    var folder = Files.createTempDirectory(lab.folder("fleet"), "");
    var serve =
        lab.programs()
            .parallax(
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--listen",
                "127.0.0.1:0",
                "--http",
                "0");
    var fleet =
        new BenchFleet(
            lab,
            folder,
            lab.processes().start(new ProcessBuilder(serve).redirectErrorStream(true)));
    var pages = fleet.log.await(line -> line.contains(PAGES), START).text();
    fleet.page = URI.create(pages.substring(pages.indexOf(PAGES) + PAGES.length()).strip());
    fleet.join(origin);
    return fleet;
  }

  private void join(Origin origin) throws StageFailure, IOException, InterruptedException {
    var token = folder.resolve("token");
    Files.writeString(
        token,
        call(lab.programs().parallax("token", "create", "--token-only", data(), dataFolder())));
    call(
        lab.programs()
            .agent(
                "join",
                address(),
                "--token-file",
                token.toString(),
                "--name",
                AGENT,
                "--state",
                state(),
                "--allow",
                "127.0.0.0/8",
                "--ca-bundle",
                origin.authority().toString()));
  }

  /** Starts the agent; ready when it returns. */
  Running run() throws StageFailure, InterruptedException {
    long start = System.nanoTime();
    var process =
        lab.processes()
            .start(
                new ProcessBuilder(lab.programs().agent("run", "--state", state()))
                    .redirectErrorStream(true)
                    .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("agent.log").toFile())));
    var ready = log.await(line -> line.contains(AGENT + " connected"), START);
    return new Running(process, ready.nanos() - start, ProcessUsage.of(process));
  }

  /** Sweeps the origin's ports; returns the number of passing trials. */
  int sweep(Origin origin, int trials) throws StageFailure, IOException, InterruptedException {
    int well = 0;
    for (var target : swept(origin, trials).path("targets")) {
      for (var result : target.path("results")) {
        well += result.path("status").asText().equals("ok") ? 1 : 0;
      }
    }
    return well;
  }

  /** Sweeps the origin's ports; returns the report. */
  JsonNode swept(Origin origin, int trials) throws StageFailure, IOException, InterruptedException {
    var report = report();
    var command =
        new ArrayList<>(
            lab.programs()
                .parallax(
                    "sweep",
                    "--trials",
                    Integer.toString(trials),
                    "--deadline",
                    "60s",
                    "--handshakes-per-second",
                    "10000",
                    "-q",
                    "-o",
                    "json=" + report,
                    data(),
                    dataFolder()));
    origin
        .ports()
        .forEach(port -> command.add("https://%s:%d@127.0.0.1".formatted(Origin.NAME, port)));
    call(command);
    return new ObjectMapper().readTree(report.toFile());
  }

  private String call(List<String> command) throws StageFailure, InterruptedException {
    var errors = folder.resolve("call.err");
    return lab.processes().call(command, errors, CALL).orFail(REPORTED).out();
  }

  Process coordinator() {
    return coordinator;
  }

  private static String data() {
    return "--data";
  }

  /** Where its pages are. */
  URI page() {
    return page;
  }

  /** The id of the last sweep, from its report. */
  String lastSweep() throws IOException {
    return new ObjectMapper().readTree(report().toFile()).path("sweepId").asText();
  }

  private Path report() {
    return folder.resolve("sweep.json");
  }

  /** HOST:PORT for agents. */
  String address() throws IOException {
    return Files.readString(folder.resolve("data/address"), UTF_8).strip();
  }

  String dataFolder() {
    return folder.resolve("data").toString();
  }

  private String state() {
    return folder.resolve("state").toString();
  }

  @Override
  public void close() {
    Processes.stop(coordinator);
  }
}
