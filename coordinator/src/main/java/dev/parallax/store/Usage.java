package dev.parallax.store;

/**
 * The stored amount of one vantage's observations in one sweep.
 *
 * @param bytes of the encoded observations
 */
public record Usage(long observations, long bytes) {
  public static final Usage NONE = new Usage(0, 0);

  /** The amount with one more observation. */
  public Usage plus(long size) {
    return new Usage(observations + 1, bytes + size);
  }
}
