package dev.parallax.bench.fault.process;

import dev.parallax.stage.StageFailure;
import java.time.Duration;

/** Waits for a change of another process, which does not notify this one. */
public final class Until {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private Until() {}

  /** A condition of other processes. */
  @FunctionalInterface
  public interface Condition {
    boolean holds() throws StageFailure, InterruptedException;
  }

  public static void holds(String what, Duration limit, Condition condition)
      throws StageFailure, InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new StageFailure("not within " + limit.toSeconds() + " s: " + what);
      }
      Thread.sleep(LOOK_AGAIN);
    }
  }
}
