package dev.parallax.store;

/**
 * How much of one vantage's observations of one sweep is stored.
 *
 * @param bytes of the encoded observations
 */
public record Usage(long observations, long bytes) {
  public static final Usage NONE = new Usage(0, 0);

  /** With one more observation. */
  public Usage plus(long size) {
    return new Usage(observations + 1, bytes + size);
  }
}
