package dev.parallax.cli.options;

import dev.parallax.cli.output.CliException;
import dev.parallax.store.retention.RetentionPolicy;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What the store of a coordinator keeps, and its largest size. */
public final class RetentionOptions {
  private static final long BYTES_PER_MEGABYTE = 1_000_000;
  private static final int MOST_DAYS = 36_500;

  @Option(
      names = "--store-limit",
      paramLabel = "MB",
      description =
          "Maximum size of the SQLite database in megabytes; from 9/10 of it on, the oldest"
              + " observations are deleted. Default: limited by the disk only.")
  private Optional<Long> limit = Optional.empty();

  @Option(
      names = "--keep-observations",
      paramLabel = "DAYS",
      description =
          "Delete the observations of sweeps that are older, and keep their verdicts. Default: 30.")
  private int observations = RetentionPolicy.OBSERVATION_DAYS;

  @Option(
      names = "--keep-verdicts",
      paramLabel = "DAYS",
      description = "Delete sweeps that are older, with their verdicts. Default: 400.")
  private int verdicts = RetentionPolicy.VERDICT_DAYS;

  /** Refuses contradictory options. */
  public RetentionPolicy policy() {
    return new RetentionPolicy(
        days("--keep-observations", observations),
        days("--keep-verdicts", checkedVerdicts()),
        limitBytes() / 10 * 9);
  }

  /** The maximum size of the database in bytes. */
  public long limitBytes() {
    long megabytes = limit.orElse(Long.MAX_VALUE / BYTES_PER_MEGABYTE);
    if (megabytes < 1) {
      throw CliException.usage("--store-limit takes 1 or more megabytes, got: " + megabytes);
    }
    return megabytes * BYTES_PER_MEGABYTE;
  }

  /** Whether the size is limited. */
  boolean isLimited() {
    return limit.isPresent();
  }

  private int checkedVerdicts() {
    if (verdicts < observations) {
      throw CliException.usage(
          "--keep-verdicts takes as many days as --keep-observations or more, "
              + observations
              + ", got: "
              + verdicts);
    }
    return verdicts;
  }

  private static Duration days(String option, int days) {
    if (days < 1 || days > MOST_DAYS) {
      throw CliException.usage(option + " takes 1 to " + MOST_DAYS + " days, got: " + days);
    }
    return Duration.ofDays(days);
  }
}
