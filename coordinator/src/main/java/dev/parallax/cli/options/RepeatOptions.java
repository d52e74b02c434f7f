package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.model.verdict.ExitCode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import picocli.CommandLine.Option;

/** How often, and how far apart. */
public final class RepeatOptions {
  private static final int MOST = 100_000;
  private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);

  /** The weightiest first, by the table of exit codes. */
  private static final List<ExitCode> WEIGHT =
      List.of(
          ExitCode.INTERNAL,
          ExitCode.UNREACHABLE,
          ExitCode.USAGE,
          ExitCode.REFUSED_BY_POLICY,
          ExitCode.FINDING,
          ExitCode.INCONCLUSIVE,
          ExitCode.DEADLINE,
          ExitCode.OK);

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description =
          "Number of sweeps. The exit code is that of the most severe result. Default: 1.")
  private int times = 1;

  @Option(
      names = "--interval",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Time from the start of a sweep to the start of the next, e.g. 5m. Default: 1m.")
  private Optional<Duration> interval = Optional.empty();

  /** Refuses contradictory options before any measurement. */
  public void check() {
    if (times < 1 || times > MOST) {
      throw CliException.usage("--repeat: expected 1 to " + MOST + ", got: " + times);
    }
    if (times == 1 && interval.isPresent()) {
      throw CliException.usage("--interval goes with --repeat of 2 or more");
    }
  }

  /** Repeats the sweep as requested; returns the most severe of all exit codes. */
  public int run(IntSupplier once) {
    return run(once, System::nanoTime, Thread::sleep);
  }

  /**
   * @param ticker monotonic nanoseconds
   * @param sleep waits between two sweeps
   */
  int run(IntSupplier once, LongSupplier ticker, Sleep sleep) {
    var worst = ExitCode.OK.code();
    for (int done = 0; done < times; done++) {
      var started = ticker.getAsLong();
      worst = weightier(worst, once.getAsInt());
      if (done + 1 < times) {
        pause(Duration.ofNanos(ticker.getAsLong() - started), sleep);
      }
    }
    return worst;
  }

  /** Waits for a duration. */
  @FunctionalInterface
  interface Sleep {
    void of(Duration duration) throws InterruptedException;
  }

  public static int weightier(int first, int other) {
    return WEIGHT.stream()
        .map(ExitCode::code)
        .filter(code -> code == first || code == other)
        .findFirst()
        .orElse(other);
  }

  private void pause(Duration taken, Sleep sleep) {
    var left = interval.orElse(DEFAULT_INTERVAL).minus(taken);
    try {
      if (left.isPositive()) {
        sleep.of(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitCode.INTERRUPTED, "interrupted; the stored observations are kept");
    }
  }
}
