package dev.parallax.fleet;

import dev.parallax.text.Printable;

/**
 * The figures of an agent's spool as the agent reported them last.
 *
 * @param records unacknowledged observations
 * @param bytes of its files
 * @param dropped observations that the agent's process dropped because the spool was full
 * @param damaged damaged places of the files that the agent's process found
 * @param memoryOnly the reason why observations are held in memory; empty while the disk is in use
 */
public record SpoolFigures(
    long records, long bytes, long dropped, long damaged, String memoryOnly) {
  public SpoolFigures {
    bytes = bounded(bytes);
    dropped = bounded(dropped);
    damaged = bounded(damaged);
    memoryOnly = Printable.of(memoryOnly);
  }

  /** The contract's numbers are unsigned. */
  private static long bounded(long number) {
    return number < 0 ? Long.MAX_VALUE : number;
  }

  /** The losses in words, for the log. */
  public String losses() {
    var disk = memoryOnly.isEmpty() ? "" : ", its spool is in memory: " + memoryOnly;
    return "the agent dropped %d observations of a full spool and found %d damaged places%s"
        .formatted(dropped, damaged, disk);
  }

  /** Whether the agent lost observations or may lose them at its end. */
  public boolean isTrouble() {
    return dropped > 0 || damaged > 0 || !memoryOnly.isEmpty();
  }
}
