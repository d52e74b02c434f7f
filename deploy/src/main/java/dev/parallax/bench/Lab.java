package dev.parallax.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What every section works with.
 *
 * @param folder for everything its processes keep and log
 */
record Lab(Children children, Distributions distributions, Path folder) {
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
}
