package dev.parallax.rpc;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.fleet.enrolment.RemoteNetwork;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * The recently refused enrolments and renewals of each network: 20 at once, then 20 a minute. A
 * network beyond that is refused before its message is read. A network is an IPv4 address or an
 * IPv6 /64.
 */
final class RefusedAttempts {
  private static final double BURST = 20;
  private static final double PER_NANO = BURST / Duration.ofMinutes(1).toNanos();
  private static final int NETWORKS = 10_000;

  private final Ticker ticker;
  private final Cache<RemoteNetwork, Count> counts;

  /** Attempts counted at a time; they are forgotten at a constant rate. */
  private record Count(double attempts, long atNanos) {
    double at(long now) {
      return Math.max(0, attempts - (now - atNanos) * PER_NANO);
    }
  }

  RefusedAttempts(Ticker ticker) {
    this.ticker = ticker;
    this.counts =
        Caffeine.newBuilder()
            .maximumSize(NETWORKS)
            .expireAfterWrite(Duration.ofMinutes(2))
            .ticker(ticker)
            .build();
  }

  /** Whether a network exceeds the limit; an unknown address never does. */
  boolean tooMany(Optional<InetAddress> remote) {
    return remote
        .map(address -> counts.getIfPresent(RemoteNetwork.of(address)))
        .filter(count -> count.at(ticker.read()) >= BURST)
        .isPresent();
  }

  void add(Optional<InetAddress> remote) {
    remote.ifPresent(
        address ->
            counts
                .asMap()
                .merge(
                    RemoteNetwork.of(address),
                    new Count(1, ticker.read()),
                    (before, count) -> new Count(before.at(count.atNanos()) + 1, count.atNanos())));
  }
}
