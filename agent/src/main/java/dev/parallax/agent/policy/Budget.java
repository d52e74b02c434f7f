package dev.parallax.agent.policy;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How many handshakes this host may be told to make: over all, and to one address and port. */
public final class Budget {
  private static final int TARGETS = 4096;

  private final LongSupplier ticker;
  private final Rate perTarget;

  @GuardedBy("this")
  private final Bucket global;

  @GuardedBy("this")
  private final Map<InetSocketAddress, Bucket> targets = new HashMap<>();

  /**
   * A token bucket's size and fill.
   *
   * @param perSecond sustained handshakes a second
   * @param burst how many may come at once after a pause
   */
  public record Rate(int perSecond, int burst) {
    public Rate {
      if (perSecond < 1 || burst < 1) {
        throw new IllegalArgumentException(
            "a rate is 1 or more a second and a burst of 1 or more, got: "
                + perSecond
                + " and "
                + burst);
      }
    }
  }

  /**
   * Starts full.
   *
   * @param ticker monotonic nanoseconds
   */
  public Budget(Rate global, Rate perTarget, LongSupplier ticker) {
    this.ticker = ticker;
    this.perTarget = perTarget;
    this.global = new Bucket(global, ticker.getAsLong());
  }

  /** 100 a second over all (400 at once), 25 a second to one address and port (100 at once). */
  public static Budget standard() {
    return new Budget(new Rate(100, 400), new Rate(25, 100), System::nanoTime);
  }

  /** Spends one handshake, or says why there is none left. */
  public synchronized Optional<Refusal> take(InetSocketAddress target) {
    long now = ticker.getAsLong();
    forgetRested(now);
    var own = targets.computeIfAbsent(target, unknown -> new Bucket(perTarget, now));
    if (!own.holdsOne(now)) {
      return Optional.of(refusal("per-target budget", perTarget));
    }
    if (!global.holdsOne(now)) {
      return Optional.of(refusal("global budget", global.rate));
    }
    own.takeOne();
    global.takeOne();
    return Optional.empty();
  }

  private static Refusal refusal(String rule, Rate rate) {
    return Refusal.byBudget(
        rule, rule + " of " + rate.perSecond() + " handshakes a second is used up");
  }

  @GuardedBy("this")
  private void forgetRested(long now) {
    if (targets.size() >= TARGETS) {
      targets.values().removeIf(bucket -> bucket.isFull(now));
    }
  }

  /** A token bucket, filled continuously. */
  private static final class Bucket {
    private final Rate rate;
    private double tokens;
    private long filledAt;

    Bucket(Rate rate, long now) {
      this.rate = rate;
      this.tokens = rate.burst();
      this.filledAt = now;
    }

    boolean holdsOne(long now) {
      fill(now);
      return tokens >= 1;
    }

    boolean isFull(long now) {
      fill(now);
      return tokens >= rate.burst();
    }

    void takeOne() {
      tokens--;
    }

    private void fill(long now) {
      tokens = Math.min(rate.burst(), tokens + (now - filledAt) * 1e-9 * rate.perSecond());
      filledAt = now;
    }
  }
}
