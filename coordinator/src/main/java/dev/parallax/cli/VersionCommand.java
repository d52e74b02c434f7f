package dev.parallax.cli;

import dev.parallax.cli.output.Console;
import java.io.IOException;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code parallax version}. */
@Command(name = "version", description = "Print the version.")
final class VersionCommand implements Callable<Integer> {
  private static final String BUILD =
      "/META-INF/maven/dev.parallax/parallax-coordinator/pom.properties";
  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    console.out().println("parallax " + version());
    return 0;
  }

  /** The version that the build wrote into the jar; outside a jar there is none. */
  private static String version() throws IOException {
    try (var stream = VersionCommand.class.getResourceAsStream(BUILD)) {
      if (stream == null) {
        return "development";
      }
      var build = new Properties();
      build.load(stream);
      return build.getProperty("version", "development");
    }
  }
}
