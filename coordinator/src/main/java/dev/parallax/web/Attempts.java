package dev.parallax.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Failed logins of the last minute, over all clients: guessing must not be fast. */
final class Attempts {
  private static final int LIMIT = 10;
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final InstantSource clock;
  private final Deque<Instant> failed = new ArrayDeque<>();

  Attempts(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether one more may be made now. */
  synchronized boolean allowed() {
    var since = clock.instant().minus(WINDOW);
    while (!failed.isEmpty() && failed.getFirst().isBefore(since)) {
      failed.removeFirst();
    }
    return failed.size() < LIMIT;
  }

  synchronized void failed() {
    failed.addLast(clock.instant());
  }
}
