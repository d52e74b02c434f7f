import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.spi.ToolProvider;

/**
 * The modules of Java that a program's own classes use, compared with the modules of the runtime
 * that is shipped with it. Without the comparison an absent module is a {@code
 * NoClassDefFoundError} at the first use.
 */
final class RequiredModules {
  private RequiredModules() {}

  /** Ends with an error that names each module that {@code jar} uses and {@code runtime} lacks. */
  static void verify(Path jar, Path runtime) throws IOException {
    var absent = new TreeSet<>(usedBy(jar));
    absent.removeAll(linkedInto(runtime));
    if (!absent.isEmpty()) {
      throw new IOException(
          jar.getFileName() + " uses modules that its runtime lacks: " + String.join(", ", absent));
    }
  }

  private static Set<String> usedBy(Path jar) throws IOException {
    var jdeps =
        ToolProvider.findFirst("jdeps")
            .orElseThrow(() -> new IOException("this Java has no jdeps; a full JDK 25 is needed"));
    var output = new StringWriter();
    var errors = new StringWriter();
    int exit =
        jdeps.run(
            new PrintWriter(output, true),
            new PrintWriter(errors, true),
            "--multi-release=" + Runtime.version().feature(),
            "--ignore-missing-deps",
            "--print-module-deps",
            jar.toString());
    if (exit != 0) {
      throw new IOException("jdeps of " + jar + " ended with " + exit + ": " + output + errors);
    }
    return Set.copyOf(Arrays.asList(output.toString().strip().split(",")));
  }

  private static Set<String> linkedInto(Path runtime) throws IOException {
    var release = new Properties();
    try (var lines = Files.newBufferedReader(runtime.resolve("release"))) {
      release.load(lines);
    }
    return Set.of(release.getProperty("MODULES").replace("\"", "").split(" "));
  }
}
