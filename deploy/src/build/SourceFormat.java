import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs google-java-format over a source tree on this JVM's JDK.
 *
 * <p>Usage: {@code java SourceFormat.java FORMATTER_JAR check|apply DIRECTORY}. {@code check} exits
 * 1 and lists the files that differ; {@code apply} rewrites them.
 */
final class SourceFormat {
  public static void main(String[] args) throws IOException, InterruptedException {
    var sources = javaFiles(Path.of(args[2]));
    if (sources.isEmpty()) {
      return;
    }
    // A run of seconds: C1 alone takes half the CPU time.
    var command =
        new ArrayList<>(
            List.of(
                javaOfThisJvm(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", args[0]));
    command.addAll(
        args[1].equals("apply")
            ? List.of("--replace")
            : List.of("--dry-run", "--set-exit-if-changed"));
    command.addAll(sources);
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      System.err.println(
          "The files above are not formatted; mend with: mvn -Dformat process-sources");
    }
    System.exit(exit);
  }

  private static List<String> javaFiles(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (var tree = Files.walk(root)) {
      return tree.filter(path -> path.toString().endsWith(".java"))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }

  private static String javaOfThisJvm() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
