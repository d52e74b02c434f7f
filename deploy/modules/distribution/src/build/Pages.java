import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the program to write its manual pages and its completion script, for packagers. */
final class Pages {
  private static final int PATIENCE_SECONDS = 60;

  private Pages() {}

  /** Under {@code share/man/man1} and {@code share/bash-completion/completions}. */
  static void write(Path home) throws IOException, InterruptedException {
    var manual = home.resolve("share/man/man1");
    var completion = home.resolve("share/bash-completion/completions/parallax");
    if (isFresh(home, completion)) {
      return;
    }
    Files.createDirectories(completion.getParent());
    run(home, ProcessBuilder.Redirect.DISCARD, "man", manual.toString());
    run(home, ProcessBuilder.Redirect.to(completion.toFile()), "completion", "bash");
  }

  private static boolean isFresh(Path home, Path made) throws IOException {
    if (!Files.exists(made)) {
      return false;
    }
    try (var jars = Files.list(home.resolve("lib"))) {
      for (var jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
        if (Files.getLastModifiedTime(jar).compareTo(Files.getLastModifiedTime(made)) > 0) {
          return false;
        }
      }
      return true;
    }
  }

  private static void run(Path home, ProcessBuilder.Redirect out, String... arguments)
      throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of(home.resolve("bin/parallax").toString()));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command)
            .redirectOutput(out)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException(String.join(" ", command) + " did not end well");
    }
  }
}
