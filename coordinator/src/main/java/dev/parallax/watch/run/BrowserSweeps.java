package dev.parallax.watch.run;

import dev.parallax.watch.browser.BrowserWitnesses;
import dev.parallax.watch.spec.Watch;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Starts a sweep of a target on which many browsers report failures: the vantages decide whether it
 * fails. Bounded, because reports can be forged. Used by one thread.
 */
final class BrowserSweeps {
  private static final int MOST = 4;
  private static final long MINUTE = Duration.ofMinutes(1).toNanos();

  private final BrowserWitnesses browsers;
  private final LookChain looks;
  private final Deque<Long> started = new ArrayDeque<>();

  BrowserSweeps(BrowserWitnesses browsers, LookChain looks) {
    this.browsers = browsers;
    this.looks = looks;
  }

  /**
   * Starts what is due.
   *
   * @param watches that are not paused
   * @param now elapsed time in nanoseconds
   */
  void turn(List<Watch> watches, long now) {
    var clusters = browsers.clusters();
    while (!started.isEmpty() && now - started.getFirst() >= MINUTE) {
      started.removeFirst();
    }
    for (var watch : watches) {
      if (started.size() < MOST && clusters.contains(watch.name()) && looks.reported(watch)) {
        started.addLast(now);
      }
    }
  }
}
