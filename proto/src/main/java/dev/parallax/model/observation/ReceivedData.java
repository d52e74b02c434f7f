package dev.parallax.model.observation;

/**
 * The data received on one connection since TLS began, or since the connect without TLS.
 *
 * @param bytes as they arrived, encrypted
 * @param segments of the connection, pure acknowledgements included; 0 when the kernel has no count
 */
public record ReceivedData(long bytes, long segments) {
  public ReceivedData {
    if (bytes < 0 || segments < 0) {
      throw new IllegalArgumentException(
          "expected counts of 0 or more, got: " + bytes + " bytes, " + segments + " segments");
    }
  }
}
