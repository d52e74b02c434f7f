package dev.parallax.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The two distributions as {@code mvn package} leaves them, and how each is called.
 *
 * @param target the folder both are in
 * @param bench the jar of these benchmarks
 */
record Distributions(Path target, Path bench) {
  List<String> parallax(String... arguments) {
    return command(List.of(target.resolve("parallax/bin/parallax").toString()), arguments);
  }

  List<String> agent(String... arguments) {
    return command(
        List.of(target.resolve("parallax-agent/bin/parallax-agent").toString()), arguments);
  }

  /**
   * A class of these benchmarks as the agent's launcher would start it: same runtime, flags and
   * jars.
   */
  List<String> onTheAgent(Class<?> main, String... arguments) {
    var home = target.resolve("parallax-agent");
    return command(
        List.of(
            home.resolve("runtime/bin/java").toString(),
            "@" + home.resolve("conf/jvm.options"),
            "-cp",
            home.resolve("lib") + "/*:" + bench,
            main.getName()),
        arguments);
  }

  /** A class of these benchmarks on the coordinator's runtime and jars. */
  List<String> onTheCoordinator(Class<?> main, String... arguments) {
    var home = target.resolve("parallax");
    return command(
        List.of(
            home.resolve("runtime/bin/java").toString(),
            "-Xmx2g",
            "-cp",
            home.resolve("lib") + "/*:" + bench,
            main.getName()),
        arguments);
  }

  private static List<String> command(List<String> start, String... arguments) {
    var command = new ArrayList<>(start);
    command.addAll(List.of(arguments));
    return command;
  }
}
