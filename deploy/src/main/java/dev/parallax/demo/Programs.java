package dev.parallax.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The two distributions as {@code mvn package} leaves them, and how each is called.
 *
 * @param target the folder both are in
 * @param demo the jar of this demo
 */
record Programs(Path target, Path demo) {
  List<String> parallax(String... arguments) {
    return command(target.resolve("parallax/bin/parallax"), arguments);
  }

  List<String> agent(String... arguments) {
    return command(target.resolve("parallax-agent/bin/parallax-agent"), arguments);
  }

  /** An agent on the same runtime, with the same flags and jars, but another clock. */
  List<String> skewedAgent(String... arguments) {
    var home = target.resolve("parallax-agent");
    var command =
        new ArrayList<>(
            List.of(
                home.resolve("runtime/bin/java").toString(),
                "@" + home.resolve("conf/jvm.options"),
                "-cp",
                home.resolve("lib") + "/*:" + target.resolve("demo.jar"),
                "dev.parallax.demo.SkewedAgent"));
    command.addAll(List.of(arguments));
    return command;
  }

  private static List<String> command(Path program, String... arguments) {
    var command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return command;
  }
}
