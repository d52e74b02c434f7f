package dev.parallax.watch.run;

import dev.parallax.store.SilenceRecord;
import dev.parallax.watch.route.DeliveryException;
import java.time.Duration;

/** What operators see and do of the watches. Safe for several threads. */
public interface WatchDesk {
  /** Of a coordinator without a watch file. */
  WatchDesk NONE = new WithoutWatches();

  /** The figures of the metrics. */
  WatchFigures figures();

  /** As of the last second. */
  WatchOverview overview();

  /**
   * Silences a watched target from now on: incidents are not opened; looks go on, and incidents are
   * closed. Another silence of the target ends.
   *
   * @param length 1 minute to 30 days
   * @param reason 1 to 200 characters
   * @param author the operator
   * @throws IllegalArgumentException naming the invalid value and the expectation; also for a
   *     target that is not watched
   */
  SilenceRecord silence(String target, Duration length, String reason, String author);

  /**
   * Ends the silence of a target.
   *
   * @return whether there was a silence
   */
  boolean unsilence(String target);

  /**
   * Sends a test message to a route, and waits for its delivery.
   *
   * @throws IllegalArgumentException for an unknown route
   */
  void test(String route) throws DeliveryException, InterruptedException;
}
