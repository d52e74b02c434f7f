package dev.parallax.agent.policy;

/**
 * The cost of a use of the network.
 *
 * @param connections connection attempts: a SYN, a QUIC handshake
 * @param datagrams packets composed by the agent: DNS queries, QUIC, UDP and ICMP of path probes
 * @param bytes handed to the kernel to send
 */
public record Cost(int connections, int datagrams, long bytes) {
  public static final Cost CONNECTION = new Cost(1, 0, 0);

  public Cost {
    if (connections < 0 || datagrams < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "a cost is 0 or more, got: " + connections + ", " + datagrams + ", " + bytes);
    }
  }

  public static Cost bytes(long bytes) {
    return new Cost(0, 0, bytes);
  }

  /** So many datagrams of this many bytes each. */
  public static Cost datagrams(int count, int size) {
    return new Cost(0, count, (long) count * size);
  }
}
