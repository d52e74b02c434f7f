package dev.parallax.listener;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.fleet.enrolment.RemoteNetwork;
import java.util.HashMap;
import java.util.Map;

/** The downloads of packages at once, in total and of one network. */
final class Downloads {
  private final ConnectionLimits.Transfers limits;

  @GuardedBy("this")
  private final Map<RemoteNetwork, Integer> byNetwork = new HashMap<>();

  @GuardedBy("this")
  private int count;

  Downloads(ConnectionLimits.Transfers limits) {
    this.limits = limits;
  }

  ConnectionLimits.Transfers limits() {
    return limits;
  }

  /** Begins a download; false at a limit. {@link #end} ends it. */
  synchronized boolean begin(RemoteNetwork network) {
    if (count >= limits.total() || byNetwork.getOrDefault(network, 0) >= limits.perNetwork()) {
      return false;
    }
    byNetwork.merge(network, 1, Integer::sum);
    count++;
    return true;
  }

  synchronized void end(RemoteNetwork network) {
    byNetwork.computeIfPresent(network, (_, held) -> held == 1 ? null : held - 1);
    count--;
  }

  synchronized int count() {
    return count;
  }
}
