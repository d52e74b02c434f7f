package dev.parallax.sweep.run;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * The time of one sweep: its duration, and the time left until its deadline. Used by the thread of
 * its sweep.
 */
public final class SweepTime {
  /** The last messages of an agent may arrive this long after its deadline. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** How long to wait for sightings; an older agent does not answer the request. */
  static final Duration WITNESS_PATIENCE = Duration.ofSeconds(1);

  /** How long to wait for running central checks, after each round and at the end. */
  static final Duration CHECK_PATIENCE = Duration.ofSeconds(2);

  /** A follow-up round is not begun with less time than this. */
  static final Duration LEAST_ROUND = Duration.ofSeconds(2);

  private final Ticker ticker;
  private final long start;
  private Duration deadline;
  private Duration lastMessage;

  /**
   * Starts now.
   *
   * @param deadline of the whole sweep, from now
   */
  public SweepTime(Ticker ticker, Duration deadline) {
    this(ticker, deadline, Duration.ZERO, Duration.ZERO);
  }

  /**
   * Continues after an interruption.
   *
   * @param elapsed since the start of the sweep
   * @param patience messages are accepted at least this long from now
   */
  public SweepTime(Ticker ticker, Duration deadline, Duration elapsed, Duration patience) {
    this.ticker = ticker;
    this.start = ticker.read() - elapsed.toNanos();
    this.deadline = deadline;
    var atLeast = elapsed.plus(patience);
    var usual = deadline.plus(GRACE);
    this.lastMessage = usual.compareTo(atLeast) > 0 ? usual : atLeast;
  }

  Duration took() {
    return Duration.ofNanos(ticker.read() - start);
  }

  /** Moves the deadline. */
  void prolong(Duration by) {
    deadline = deadline.plus(by);
    lastMessage = lastMessage.plus(by);
  }

  /** Until the deadline; zero once it has passed. */
  Duration left() {
    var left = deadline.minus(took());
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** Until messages are no longer accepted; zero or negative once that is over. */
  Duration leftWithGrace() {
    return lastMessage.minus(took());
  }

  /** A countdown of its own, from now. */
  Patience patience(Duration whole) {
    return new Patience(ticker, ticker.read() + whole.toNanos());
  }

  /** A time to wait that began earlier. */
  record Patience(Ticker ticker, long until) {
    /** Nanoseconds; zero or negative once it is over. */
    long leftNanos() {
      return until - ticker.read();
    }
  }
}
