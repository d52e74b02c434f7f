package dev.parallax.revocation;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The end of an exchange.
 *
 * @param nanos by {@link System#nanoTime}
 */
record Deadline(long nanos) {
  /**
   * Milliseconds until it, at least 1.
   *
   * @throws SocketTimeoutException once it has passed
   */
  int leftMillis() throws SocketTimeoutException {
    long left = Duration.ofNanos(nanos - System.nanoTime()).toMillis();
    if (left < 1) {
      throw new SocketTimeoutException("no complete response in time");
    }
    return (int) Math.min(left, Integer.MAX_VALUE);
  }
}
