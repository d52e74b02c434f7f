package dev.parallax.bench;

import dev.parallax.bench.probing.Origin;
import dev.parallax.bench.probing.ProbingProcess;
import dev.parallax.bench.process.ProcessOutput;
import dev.parallax.stage.Processes;
import dev.parallax.stage.Programs;
import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The environment of every section.
 *
 * @param folder for the files and logs of its processes
 * @param against the distributions of the other version
 * @param agents the number of simulated agents
 */
record BenchSetup(
    Processes processes, Programs programs, Path folder, Optional<Path> against, int agents) {
  /** The environment of the other version. */
  BenchSetup other() throws StageFailure {
    var target = against.orElseThrow(() -> new StageFailure("no other version is named"));
    return new BenchSetup(
        processes,
        new Programs(target, programs.modules()),
        folder.resolve("other"),
        Optional.empty(),
        agents);
  }

  /** A new folder for one section. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  Origin origin(int ports) throws StageFailure, IOException, InterruptedException {
    return Origin.start(processes, folder("nginx"), ports);
  }

  ProbingProcess probing(Origin origin) throws StageFailure, InterruptedException {
    return ProbingProcess.start(
        processes, programs, origin.authority(), folder.resolve("probing.log"));
  }

  /**
   * The output of a class in a process of its own, without log lines, until it prints {@code end}.
   */
  List<String> lines(Class<?> main, String end, Duration patience)
      throws StageFailure, InterruptedException {
    var command = programs.onTheCoordinator(main);
    var process =
        processes.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
    var console = new ProcessOutput(main.getSimpleName(), process.getInputStream());
    var lines = new ArrayList<String>();
    while (true) {
      var line = console.await(any -> true, patience).text();
      if (line.equals(end)) {
        return lines;
      }
      if (!line.startsWith("#")) {
        lines.add(line);
      }
    }
  }
}
