package dev.parallax.agent.path.echo;

import dev.parallax.agent.policy.Cost;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The parameters of an ICMP echo measurement.
 *
 * @param source address to send from; the kernel chooses when absent
 * @param count echo requests, 1 to 100
 * @param interval between two requests
 * @param timeout after the last request
 */
public record EchoPlan(
    InetAddress target,
    Optional<InetAddress> source,
    int count,
    Duration interval,
    Duration timeout) {
  /** Maximum bytes of one request, headers included. */
  private static final int PACKET = 96;

  public EchoPlan {
    Objects.requireNonNull(target);
    Objects.requireNonNull(source);
    if (count < 1 || count > 100) {
      throw new IllegalArgumentException("count must be 1 to 100, got: " + count);
    }
    if (!interval.isPositive() || !timeout.isPositive()) {
      throw new IllegalArgumentException(
          "interval and timeout must be positive, got: " + interval + ", " + timeout);
    }
  }

  /** All packets that it sends. */
  public Cost cost() {
    return Cost.datagrams(count, PACKET);
  }

  /** Five requests, a fifth of a second apart, a second for the last answer. */
  public static EchoPlan to(InetAddress target) {
    return new EchoPlan(target, Optional.empty(), 5, Duration.ofMillis(200), Duration.ofSeconds(1));
  }
}
