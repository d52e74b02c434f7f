package dev.parallax.bench.process;

import dev.parallax.stage.StageFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The resource usage of a process (proc(5)).
 *
 * @param cpuNanos user and system time of all its threads, including ended threads; the kernel
 *     counts in ticks of 10 ms
 * @param residentBytes pages in memory, including shared pages
 * @param anonymousBytes the part of them without a file
 */
public record ProcessUsage(long cpuNanos, long residentBytes, long anonymousBytes) {
  /** USER_HZ, the unit in which Linux shows times to programs. */
  private static final long TICK_NANOS = 10_000_000;

  private static final int USER_TIME = 11;
  private static final int SYSTEM_TIME = 12;
  private static final Pattern BLANKS = Pattern.compile("\\s+");

  public static ProcessUsage of(Process process) throws StageFailure {
    var folder = Path.of("/proc", Long.toString(process.pid()));
    try {
      var status = Files.readAllLines(folder.resolve("status"));
      return new ProcessUsage(
          cpu(Files.readString(folder.resolve("stat"))),
          size(status, "VmRSS:"),
          size(status, "RssAnon:"));
    } catch (IOException gone) {
      throw new StageFailure("process " + process.pid() + " is gone: " + gone.getMessage());
    }
  }

  /** The program's name, which may contain any character, ends at the last parenthesis. */
  private static long cpu(String stat) {
    var fields = BLANKS.split(stat.substring(stat.lastIndexOf(')') + 2), -1);
    return TICK_NANOS * (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]));
  }

  private static long size(List<String> status, String key) {
    return status.stream()
        .filter(line -> line.startsWith(key))
        .mapToLong(line -> 1024 * Long.parseLong(BLANKS.split(line, -1)[1]))
        .findFirst()
        .orElse(0);
  }
}
