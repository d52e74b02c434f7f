package dev.parallax.agent.path.capture;

/**
 * The limits of a capture.
 *
 * @param packetsPerFlow of one connection; the same number again for packets that begin or end it
 * @param flows connections remembered at a time; the longest idle connection is removed
 * @param payloadBytes kept of one packet
 * @param bytes of payload delivered in the lifetime of the capture; afterwards headers only
 */
public record CaptureLimits(int packetsPerFlow, int flows, int payloadBytes, long bytes) {
  /** Enough for a sweep's handshakes. */
  public static final CaptureLimits STANDARD = new CaptureLimits(64, 1024, 2048, 4L << 20);

  private static final int LONGEST_PACKET = 65_535;

  public CaptureLimits {
    if (packetsPerFlow < 1 || flows < 1 || bytes < 0) {
      throw new IllegalArgumentException(
          "limits must be positive, got: %d, %d, %d".formatted(packetsPerFlow, flows, bytes));
    }
    if (payloadBytes < 0 || payloadBytes > LONGEST_PACKET) {
      throw new IllegalArgumentException("payloadBytes must be 0 to 65535, got: " + payloadBytes);
    }
  }
}
