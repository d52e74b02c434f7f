package dev.parallax.lab.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * The share of a time in which a process of this machine waited for a CPU, by the kernel's pressure
 * stall information ({@code /proc/pressure/cpu}, line {@code some}).
 *
 * @param share from 0 to 1; 0 where the kernel does not count it
 */
public record CpuPressure(double share) {
  public static final CpuPressure UNKNOWN = new CpuPressure(0);

  private static final Path FILE = Path.of("/proc/pressure/cpu");
  private static final Pattern TOTAL = Pattern.compile("some .*total=(?<micros>[0-9]+)");
  private static final double SHORT_OF_CPU = 0.8;

  /** Microseconds since the machine started; empty where the kernel does not count them. */
  public static OptionalLong total() {
    try {
      var total = TOTAL.matcher(Files.readString(FILE));
      return total.find()
          ? OptionalLong.of(Long.parseLong(total.group("micros")))
          : OptionalLong.empty();
    } catch (IOException notCounted) {
      return OptionalLong.empty();
    }
  }

  /**
   * The pressure during a time that ends now.
   *
   * @param before {@link #total()} at its start
   */
  public static CpuPressure over(Duration time, OptionalLong before) {
    var after = total();
    return before.isEmpty() || after.isEmpty() || time.isZero()
        ? UNKNOWN
        : new CpuPressure((after.getAsLong() - before.getAsLong()) / (time.toNanos() / 1_000.0));
  }

  /** The agents of the lab share this machine: each of them is short of CPU time. */
  public boolean isShortOfCpu() {
    return share >= SHORT_OF_CPU;
  }
}
