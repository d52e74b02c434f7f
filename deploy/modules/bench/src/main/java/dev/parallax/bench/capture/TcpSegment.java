package dev.parallax.bench.capture;

/**
 * One TCP segment over IPv4 as captured.
 *
 * @param nanos time since the epoch
 * @param flags of the TCP header (RFC 9293, section 3.1)
 * @param payload bytes of its payload, captured or not
 */
record TcpSegment(long nanos, int source, int destination, int flags, int payload) {
  private static final int SYN = 0x02;
  private static final int ACK = 0x10;

  boolean isSyn() {
    return (flags & (SYN | ACK)) == SYN;
  }

  boolean isSynAck() {
    return (flags & (SYN | ACK)) == (SYN | ACK);
  }
}
