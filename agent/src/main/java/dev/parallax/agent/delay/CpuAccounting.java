package dev.parallax.agent.delay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Reads what Linux counts of CPU time that was wanted and not had: of the control groups of this
 * process (cgroup v2, else v1; the quota may be set at any of them), of the hypervisor, and of the
 * calling thread. A file that is not there counts nothing.
 */
final class CpuAccounting {
  static final CpuAccounting HOST = new CpuAccounting(Path.of("/proc"), Path.of("/sys/fs/cgroup"));

  /** {@code USER_HZ}, the unit of {@code /proc/stat}, on every platform of Linux. */
  private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(1) / 100;

  private static final int STEAL = 8;
  private static final int WAITED = 1;
  private static final String V2 = "0::";

  private final Path stat;
  private final Path schedstat;
  private final List<Path> groups;

  CpuAccounting(Path proc, Path cgroups) {
    this.stat = proc.resolve("stat");
    this.schedstat = proc.resolve("thread-self/schedstat");
    this.groups = groups(proc.resolve("self/cgroup"), cgroups);
  }

  CpuCounters read() {
    var steal = line(stat).map(line -> field(line.trim().split("\\s+"), STEAL));
    var waited = line(schedstat).map(line -> field(line.trim().split("\\s+"), WAITED));
    long periods = 0;
    long throttled = 0;
    for (var group : groups) {
      var lines = lines(group);
      periods += value(lines, "nr_throttled");
      throttled += TimeUnit.MICROSECONDS.toNanos(value(lines, "throttled_usec"));
      throttled += value(lines, "throttled_time");
    }
    return new CpuCounters(
        steal.isPresent() || waited.isPresent() || !groups.isEmpty(),
        periods,
        throttled,
        steal.orElse(0L) * TICK_NANOS,
        waited.orElse(0L));
  }

  /** The {@code cpu.stat} of the process's group and of every group above it. */
  private static List<Path> groups(Path membership, Path root) {
    var lines = lines(membership);
    var v1 =
        lines.stream()
            .filter(line -> !line.startsWith(V2) && controls(line))
            .flatMap(
                line ->
                    Stream.of("cpu", "cpu,cpuacct")
                        .map(root::resolve)
                        .flatMap(at -> up(at, path(line))));
    var v2 =
        lines.stream()
            .filter(line -> line.startsWith(V2))
            .flatMap(
                line -> Stream.of(root, root.resolve("unified")).flatMap(at -> up(at, path(line))));
    return Stream.concat(v1, v2).distinct().toList();
  }

  private static boolean controls(String line) {
    var parts = line.split(":", 3);
    return parts.length == 3 && List.of(parts[1].split(",")).contains("cpu");
  }

  private static String path(String line) {
    return line.substring(line.indexOf(':', line.indexOf(':') + 1) + 1);
  }

  private static Stream<Path> up(Path mount, String group) {
    var found = new ArrayList<Path>();
    var at = mount.resolve(group.replaceFirst("^/+", "")).normalize();
    for (int depth = mount.getNameCount(); depth <= at.getNameCount(); depth++) {
      var file = ancestor(at, depth).resolve("cpu.stat");
      if (at.startsWith(mount) && Files.isReadable(file)) {
        found.add(file);
      }
    }
    return found.stream();
  }

  private static Path ancestor(Path path, int names) {
    return Path.of("/").resolve(path.subpath(0, names));
  }

  private static long value(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + " "))
        .findFirst()
        .map(line -> number(line.substring(name.length() + 1)))
        .orElse(0L);
  }

  private static long field(String[] fields, int at) {
    return at < fields.length ? number(fields[at]) : 0;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text.trim());
    } catch (NumberFormatException unreadable) {
      return 0;
    }
  }

  private static Optional<String> line(Path file) {
    return lines(file).stream().findFirst();
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
    } catch (IOException | SecurityException absent) {
      return List.of();
    }
  }
}
