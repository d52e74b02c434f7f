package dev.parallax.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What every section works with.
 *
 * @param folder for everything its processes keep and log
 */
record BenchSetup(Children children, Distributions distributions, Path folder) {
  /** A new folder for one part of the work. */
  Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  Origin origin(int ports) throws BenchFailure, IOException, InterruptedException {
    return Origin.start(children, folder("nginx"), ports);
  }

  ProbingProcess probing(Origin origin) throws BenchFailure, InterruptedException {
    return ProbingProcess.start(
        children, distributions, origin.authority(), folder.resolve("probing.log"));
  }

  /** What a class prints in a process of its own, without remarks, until it says {@code end}. */
  List<String> lines(Class<?> main, String end, Duration patience)
      throws BenchFailure, InterruptedException {
    var command = distributions.onTheCoordinator(main);
    var process =
        children.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
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
