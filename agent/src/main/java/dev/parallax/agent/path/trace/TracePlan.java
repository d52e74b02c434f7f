package dev.parallax.agent.path.trace;

import dev.parallax.agent.path.kernel.Fd;
import dev.parallax.agent.path.kernel.SocketAddresses;
import dev.parallax.agent.policy.Cost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * What a traceroute sends: at most {@code maxHops × attempts} packets, all with the same addresses
 * and ports.
 *
 * @param target address and port
 * @param source address to send from; the kernel chooses when absent
 * @param localPort to send from; the kernel chooses when 0
 * @param maxHops 1 to 64
 * @param attempts packets for a silent hop, 1 to 5
 * @param timeout for one hop's answer
 * @param deadline of the whole trace
 */
public record TracePlan(
    Probe probe,
    InetSocketAddress target,
    Optional<InetAddress> source,
    int localPort,
    int maxHops,
    int attempts,
    Duration timeout,
    Duration deadline) {
  /** Where UDP is unlikely to find a listener; the first port of the classic traceroute. */
  public static final int UDP_PORT = 33434;

  /** Maximum bytes of one packet, headers included: a SYN over IPv6. */
  static final int PACKET = 80;

  /** The packets that are sent. */
  public enum Probe {
    UDP,
    /** Connections that are reset as soon as they are accepted. */
    TCP_SYN
  }

  public TracePlan {
    if (target.isUnresolved() || target.getPort() == 0) {
      throw new IllegalArgumentException("target must be an address and a port, got: " + target);
    }
    requireBetween("localPort", localPort, 0, 65_535);
    requireBetween("maxHops", maxHops, 1, 64);
    requireBetween("attempts", attempts, 1, 5);
    if (!timeout.isPositive() || !deadline.isPositive()) {
      throw new IllegalArgumentException(
          "timeout and deadline must be positive, got: " + timeout + ", " + deadline);
    }
  }

  /** UDP to an unused port. */
  public static TracePlan udp(InetAddress target) {
    return of(Probe.UDP, new InetSocketAddress(target, UDP_PORT));
  }

  /** SYNs to the port that is in question. */
  public static TracePlan tcp(InetSocketAddress target) {
    return of(Probe.TCP_SYN, target);
  }

  /** The same packets from this address and port. */
  public TracePlan from(Optional<InetAddress> source, int localPort) {
    return new TracePlan(probe, target, source, localPort, maxHops, attempts, timeout, deadline);
  }

  /** The same packets with other bounds. */
  public TracePlan within(int maxHops, int attempts, Duration timeout, Duration deadline) {
    return new TracePlan(probe, target, source, localPort, maxHops, attempts, timeout, deadline);
  }

  /** All packets that it may send. */
  public Cost cost() {
    return Cost.datagrams(maxHops * attempts, PACKET);
  }

  /** Where to send from, as far as it is chosen. */
  InetSocketAddress local() {
    boolean six = SocketAddresses.family(target.getAddress()) == Fd.AF_INET6;
    var any = InetAddress.ofLiteral(six ? "::" : "0.0.0.0");
    return new InetSocketAddress(source.orElse(any), localPort);
  }

  private static TracePlan of(Probe probe, InetSocketAddress target) {
    return new TracePlan(
        probe, target, Optional.empty(), 0, 30, 2, Duration.ofMillis(700), Duration.ofSeconds(10));
  }

  private static void requireBetween(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be %d to %d, got: %d".formatted(name, least, most, value));
    }
  }
}
