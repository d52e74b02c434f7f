package dev.parallax.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * What this machine grants to the processes of a benchmark.
 *
 * @param openFiles of one process (RLIMIT_NOFILE, hard)
 * @param availableBytes memory that new processes can use without swapping (proc(5), MemAvailable)
 */
public record MachineLimits(long openFiles, long availableBytes) {
  private static final Pattern BLANKS = Pattern.compile("\\s{2,}");
  private static final int HARD_LIMIT = 2;
  private static final long KIBIBYTE = 1024;

  public static MachineLimits read() throws IOException {
    return new MachineLimits(
        openFiles(Files.readString(Path.of("/proc/self/limits"))),
        available(Files.readString(Path.of("/proc/meminfo"))));
  }

  /** From the text of {@code /proc/self/limits}. */
  static long openFiles(String limits) {
    return limits
        .lines()
        .filter(line -> line.startsWith("Max open files"))
        .map(line -> BLANKS.split(line, -1)[HARD_LIMIT])
        .mapToLong(value -> value.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(value))
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }

  /** From the text of {@code /proc/meminfo}. */
  static long available(String memory) {
    return memory
        .lines()
        .filter(line -> line.startsWith("MemAvailable:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * KIBIBYTE)
        .findFirst()
        .orElse(Long.MAX_VALUE);
  }
}
