package dev.parallax.agent.link.pace;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * When an agent that is connected to another coordinator than its first choice examines the first
 * choice, and when it returns: after two examinations in a row that found it healthy. The times are
 * random, and grow with the fleet, so that the agents of a coordinator that comes back return one
 * after another. Thread-safe.
 */
public final class ReturnSchedule {
  /** Consecutive examinations without a failure before a return. */
  private static final int HEALTHY = 2;

  private static final Duration INTERVAL = Duration.ofSeconds(30);

  /** Rounds of a sweep follow each other within this time. */
  private static final Duration QUIET = Duration.ofSeconds(10);

  /** After this time of healthy examinations, a return needs no quiet time: watches leave none. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final RandomGenerator random;
  private final LongSupplier nanos;
  private long next;
  private int healthy;
  private long healthySince;
  private Duration interval = INTERVAL;

  /**
   * @param nanos a monotonic clock
   */
  public ReturnSchedule(RandomGenerator random, LongSupplier nanos) {
    this.random = random;
    this.nanos = nanos;
    connected(Duration.ZERO);
  }

  /**
   * A stream begins.
   *
   * @param reconnectSpread of the present coordinator; more agents spread over a longer time
   */
  public synchronized void connected(Duration reconnectSpread) {
    healthy = 0;
    interval = INTERVAL.plus(reconnectSpread.multipliedBy(2));
    schedule();
  }

  /** Whether an examination is due; the next one is due after an interval. */
  public synchronized boolean isDue() {
    if (nanos.getAsLong() - next < 0) {
      return false;
    }
    schedule();
    return true;
  }

  /** The first choice was examined. */
  public synchronized void examined(boolean isHealthy) {
    healthy = isHealthy ? healthy + 1 : 0;
    if (healthy <= 1) {
      healthySince = nanos.getAsLong();
    }
  }

  /**
   * Whether the first choice has been healthy long enough, and no plan of this agent runs.
   *
   * @param idle since the last plan; 0 while a plan runs
   */
  public synchronized boolean mayReturn(Duration idle) {
    return healthy >= HEALTHY
        && (idle.compareTo(QUIET) >= 0
            || (idle.isPositive() && nanos.getAsLong() - healthySince >= PATIENCE.toNanos()));
  }

  /** Between half and one and a half of the interval from now. */
  private void schedule() {
    long length = interval.toNanos();
    next = nanos.getAsLong() + length / 2 + random.nextLong(length);
  }
}
