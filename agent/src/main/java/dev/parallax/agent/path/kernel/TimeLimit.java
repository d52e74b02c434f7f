package dev.parallax.agent.path.kernel;

import java.time.Duration;

/** Time that is left, counted from its making. */
public final class TimeLimit {
  private final long end;

  public TimeLimit(Duration whole) {
    end = System.nanoTime() + whole.toNanos();
  }

  public boolean isOver() {
    return !left().isPositive();
  }

  public Duration left() {
    return Duration.ofNanos(end - System.nanoTime());
  }

  /** A shorter limit that does not exceed this limit. */
  public TimeLimit atMost(Duration part) {
    return new TimeLimit(part.compareTo(left()) < 0 ? part : left());
  }
}
