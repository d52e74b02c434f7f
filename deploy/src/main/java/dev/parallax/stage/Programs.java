package dev.parallax.stage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The two distributions as {@code mvn package} leaves them, and how each is called.
 *
 * <p>The demo starts some fifty JVMs. The first call of each program leaves an archive of its
 * classes beside the distributions, which halves what every later one costs.
 *
 * @param target the folder both are in
 * @param demo the jar of this demo
 */
public record Programs(Path target, Path demo) {
  private static final String ARCHIVING =
      "-XX:+AutoCreateSharedArchive -Xlog:disable -Xlog:all=error:stderr -XX:SharedArchiveFile=";

  /** The command line, one call. */
  public List<String> parallax(String... arguments) {
    return archiving("parallax", arguments);
  }

  /** The coordinator, which goes on by itself. */
  public List<String> coordinator(String... arguments) {
    return command(List.of(program("parallax").toString()), arguments);
  }

  public List<String> agent(String... arguments) {
    return archiving("parallax-agent", arguments);
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

  private List<String> archiving(String name, String... arguments) {
    var archive = target.resolve(name + ".jsa").toString();
    // The launcher splits its further flags at blanks.
    return archive.contains(" ")
        ? command(List.of(program(name).toString()), arguments)
        : command(
            List.of("env", "PARALLAX_JAVA_OPTS=" + ARCHIVING + archive, program(name).toString()),
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
