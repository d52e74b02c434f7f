package dev.parallax.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine of the measurements. */
public final class Machine {
  private static final Path CPUS = Path.of("/proc/cpuinfo");
  private static final Path LOAD = Path.of("/proc/loadavg");

  private Machine() {}

  /** One line: cores, processor, kernel, Java, and the load of other work. */
  public static String description() throws IOException {
    return String.format(
        Locale.ROOT,
        "%d cores (%s), Linux %s, Java %s, load before %s",
        Runtime.getRuntime().availableProcessors(),
        processor(),
        System.getProperty("os.version"),
        Runtime.version(),
        Files.readString(LOAD).split(" ", 2)[0]);
  }

  private static String processor() throws IOException {
    return Files.readAllLines(CPUS).stream()
        .filter(line -> line.startsWith("model name"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("unknown processor");
  }
}
