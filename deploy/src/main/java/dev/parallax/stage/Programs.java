package dev.parallax.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The two distributions as {@code mvn package} leaves them, and how each is called.
 *
 * @param target the folder both are in
 * @param demo the jar of this demo
 */
public record Programs(Path target, Path demo) {
  /** The command line, one call. */
  public List<String> parallax(String... arguments) {
    return command(List.of(program("parallax").toString()), arguments);
  }

  /** The coordinator, which runs until it is stopped. */
  public List<String> coordinator(String... arguments) {
    return parallax(arguments);
  }

  public List<String> agent(String... arguments) {
    return command(List.of(program("parallax-agent").toString()), arguments);
  }

  /** An agent on the same runtime, with the same flags and jars, but another clock. */
  public List<String> skewedAgent(String... arguments) {
    var home = target.resolve("parallax-agent");
    return command(
        List.of(
            home.resolve("runtime/bin/java").toString(),
            "@" + home.resolve("conf/jvm.options"),
            "-cp",
            home.resolve("lib") + "/*:" + demo,
            "dev.parallax.stage.SkewedAgent"),
        arguments);
  }

  private Path program(String name) {
    return target.resolve(name).resolve("bin").resolve(name);
  }

  private static List<String> command(List<String> start, String... arguments) {
    var command = new ArrayList<>(start);
    command.addAll(List.of(arguments));
    return command;
  }
}
