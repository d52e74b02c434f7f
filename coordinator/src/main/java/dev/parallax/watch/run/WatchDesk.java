package dev.parallax.watch.run;

import dev.parallax.store.SilenceRecord;
import dev.parallax.watch.browser.BrowserWitnesses;
import dev.parallax.watch.edit.FileChange;
import dev.parallax.watch.edit.WatchConflictException;
import dev.parallax.watch.route.DeliveryException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What operators see and do of the watches. Safe for several threads. */
public interface WatchDesk {
  /** Of a coordinator without a watch file. */
  WatchDesk NONE = new WithoutWatches();

  /** The reports of browsers on watched targets. */
  BrowserWitnesses browsers();

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
   * Changes a part of the watch file; when this returns, the change is in use.
   *
   * @param version of the file that the change was made for; without it that in use
   * @throws IllegalArgumentException naming the invalid value and the expectation
   * @throws WatchConflictException when the file is another by now, or cannot be written
   */
  void change(FileChange change, Optional<String> version);

  /** The version of the watch file; empty without a file. */
  String version();

  /**
   * The keys and values of a watch in the file, without those of its defaults.
   *
   * @throws IllegalArgumentException for a target without a watch
   */
  Map<String, String> own(String target);

  /**
   * The keys and values of a route in the file; of secrets the names of their files.
   *
   * @throws IllegalArgumentException for an unknown route
   */
  Map<String, String> ownRoute(String name);

  /** The maintenance windows of all watches in the file, as in commands. */
  String maintenance();

  /**
   * Sends a test message to a route, and waits for its delivery.
   *
   * @throws IllegalArgumentException for an unknown route
   */
  void test(String route) throws DeliveryException, InterruptedException;
}
