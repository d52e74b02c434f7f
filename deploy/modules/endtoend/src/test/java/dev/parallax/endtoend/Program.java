package dev.parallax.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** One of the two programs as a process, on this JVM's runtime and class path. */
final class Program implements AutoCloseable {
  static final String PARALLAX = "dev.parallax.cli.Main";
  static final String AGENT = "dev.parallax.agent.AgentMain";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int KILLED = 137;
  private static final ClassArchives ARCHIVES = ClassArchives.ofThisBuild();
  private static final String LOGBACK =
      Objects.requireNonNull(Program.class.getResource("/logback-process.xml")).toString();

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** The output of an ended program. */
  record Ended(int exit, String out, String err) {
    /** Its one line on standard error, without the program's name. */
    String complaint() {
      return err.strip().replaceFirst("^parallax(-agent)?: ", "");
    }
  }

  static Program start(String main, Path folder, String... arguments) {
    return start(List.of(), main, folder, arguments);
  }

  /**
   * @param options of the Java virtual machine
   */
  static Program start(List<String> options, String main, Path folder, String... arguments) {
    try {
      var out = Files.createTempFile(folder, "out", ".txt");
      var err = Files.createTempFile(folder, "err", ".txt");
      var process =
          new ProcessBuilder(command(options, main, arguments))
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (options.isEmpty()) {
        ARCHIVES.started(process, main, arguments);
      }
      process.getOutputStream().close();
      return new Program(process, out, err);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static Ended run(String main, Path folder, String... arguments) {
    try (var program = start(main, folder, arguments)) {
      return program.await();
    }
  }

  Ended await() {
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + LIMIT + ": " + err());
      }
      return new Ended(process.exitValue(), out(), err());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  /** As {@code kill -9} does. */
  void kill() {
    process.destroyForcibly();
    if (await().exit() != KILLED) {
      throw new AssertionError("ended before it was killed: " + err());
    }
  }

  /** SIGSTOP. */
  void stop() {
    signal("STOP");
  }

  /** SIGCONT. */
  void resume() {
    signal("CONT");
  }

  /**
   * @param name without {@code SIG}
   */
  private void signal(String name) {
    try {
      var sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (sent.waitFor() != 0) {
        throw new AssertionError(
            "kill -" + name + ": " + new String(sent.getErrorStream().readAllBytes(), UTF_8));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Its standard output so far. */
  String out() {
    return read(out);
  }

  /** Its standard error so far. */
  String err() {
    return read(err);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurried) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  private static List<String> command(List<String> options, String main, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Dlogback.configurationFile=" + LOGBACK));
    // A debugger changes classes as they are loaded.
    if (options.isEmpty()) {
      command.addAll(ARCHIVES.options(main, arguments));
    }
    command.addAll(List.of("-cp", ARCHIVES.classPath()));
    command.addAll(options);
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }
}
