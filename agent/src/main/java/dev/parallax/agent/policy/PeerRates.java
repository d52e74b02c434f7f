package dev.parallax.agent.policy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The rates at which a server accepts connections, in total and for each peer. Safe for use by many
 * threads.
 */
public final class PeerRates {
  private static final int PEERS = 4096;

  private final LongSupplier ticker;
  private final SendingBudget.Rate perPeer;

  @GuardedBy("this")
  private final TokenBucket overall;

  @GuardedBy("this")
  private final Map<InetAddress, TokenBucket> peers = new HashMap<>();

  /**
   * Starts full.
   *
   * @param ticker monotonic nanoseconds
   */
  public PeerRates(SendingBudget.Rate overall, SendingBudget.Rate perPeer, LongSupplier ticker) {
    this.ticker = ticker;
    this.perPeer = perPeer;
    this.overall = new TokenBucket(overall, ticker.getAsLong());
  }

  /** Counts one connection of this peer, unless it exceeds a rate. */
  public synchronized boolean admits(InetAddress peer) {
    long now = ticker.getAsLong();
    if (peers.size() >= PEERS) {
      peers.values().removeIf(bucket -> bucket.isFull(now));
    }
    var own = peers.computeIfAbsent(peer, unknown -> new TokenBucket(perPeer, now));
    if (!own.holds(1, now) || !overall.holds(1, now)) {
      return false;
    }
    own.take(1);
    overall.take(1);
    return true;
  }
}
