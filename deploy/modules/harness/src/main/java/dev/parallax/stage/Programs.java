package dev.parallax.stage;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The two distributions as {@code mvn package} leaves them, and the commands that start them.
 *
 * @param target the folder both are in
 * @param modules the class path of the modules of {@code deploy} that this process runs
 */
public record Programs(Path target, String modules) {
  private static final String COORDINATOR = "parallax";
  private static final String AGENT = "parallax-agent";

  /**
   * The distributions in a folder, and the modules of this process: its jars outside the folder.
   */
  public static Programs in(Path target) {
    var jars = System.getProperty("java.class.path", "").split(File.pathSeparator, -1);
    var modules =
        Stream.of(jars).filter(jar -> !Path.of(jar).startsWith(target)).collect(joining(":"));
    return new Programs(target, modules);
  }

  /** One call of the command line. */
  public List<String> parallax(String... arguments) {
    return command(List.of(launcher(COORDINATOR)), arguments);
  }

  /** The coordinator, which runs until it is stopped. */
  public List<String> coordinator(String... arguments) {
    return parallax(arguments);
  }

  public List<String> agent(String... arguments) {
    return command(List.of(launcher(AGENT)), arguments);
  }

  /**
   * A class of {@code deploy} as the agent's launcher starts the agent: runtime, flags and jars.
   */
  public List<String> onTheAgent(Class<?> main, String... arguments) {
    var options = "@" + target.resolve(AGENT).resolve("conf/jvm.options");
    return command(java(AGENT, options, main), arguments);
  }

  /**
   * A class of {@code deploy} on the runtime and the jars of the coordinator, with a heap of 2 GB.
   */
  public List<String> onTheCoordinator(Class<?> main, String... arguments) {
    return command(java(COORDINATOR, "-Xmx2g", main), arguments);
  }

  /**
   * A class of {@code deploy} with the jars of both programs.
   *
   * @param heap an option of the Java runtime, such as {@code -Xmx2g}
   */
  public List<String> onBoth(Class<?> main, String heap, String... arguments) {
    var home = target.resolve(COORDINATOR);
    var jars = home.resolve("lib") + "/*:" + target.resolve(AGENT).resolve("lib") + "/*:" + modules;
    return command(
        List.of(
            home.resolve("runtime/bin/java").toString(),
            "@" + home.resolve("conf/jvm.options"),
            heap,
            "-Dlogback.configurationFile=logback-demo.xml",
            "-Djava.library.path=" + target.resolve(AGENT).resolve("native"),
            "-cp",
            jars,
            main.getName()),
        arguments);
  }

  /**
   * Native libraries lie beside the jars and in no jar, so that each command names their folder.
   */
  private List<String> java(String program, String options, Class<?> main) {
    var home = target.resolve(program);
    return List.of(
        home.resolve("runtime/bin/java").toString(),
        options,
        "-Djava.library.path=" + home.resolve("native"),
        "-cp",
        home.resolve("lib") + "/*:" + modules,
        main.getName());
  }

  private String launcher(String program) {
    return target.resolve(program).resolve("bin").resolve(program).toString();
  }

  private static List<String> command(List<String> start, String... arguments) {
    var command = new ArrayList<>(start);
    command.addAll(List.of(arguments));
    return command;
  }
}
