package dev.parallax.agent.path;

import java.time.Duration;

/** Time that is left, counted from its making. */
final class Patience {
  private final long end;

  Patience(Duration whole) {
    end = System.nanoTime() + whole.toNanos();
  }

  boolean isOver() {
    return !left().isPositive();
  }

  Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  /** A shorter wait that still ends with this one. */
  Patience atMost(Duration part) {
    return new Patience(part.compareTo(left()) < 0 ? part : left());
  }
}
