package dev.parallax.model.observation;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * One connection to one address.
 *
 * @param localPort 0 when no socket was bound
 * @param took from SYN to SYN-ACK by the kernel's clock; from the connect call to its completion
 *     when the SYN was retransmitted or the kernel has no value, and to its failure
 * @param info the kernel's statistics at the end of the trial; absent when it could not be read
 */
public record TcpStep(
    InetAddress address, int port, int localPort, Duration took, Optional<TcpInfo> info) {

  /**
   * {@code TCP_INFO} of Linux.
   *
   * @param rtt smoothed round-trip time
   * @param minRtt the minimum measured by the kernel; zero when unknown
   * @param retransmits segments retransmitted over the connection's life
   * @param unacked segments sent and not acknowledged
   * @param bytesAcked our bytes acknowledged by the peer, with the SYN counted as one
   * @param mss bytes of payload of a sent segment
   * @param pathMtu bytes
   */
  public record TcpInfo(
      Duration rtt,
      Duration minRtt,
      int retransmits,
      int unacked,
      long bytesAcked,
      int mss,
      int pathMtu) {}
}
