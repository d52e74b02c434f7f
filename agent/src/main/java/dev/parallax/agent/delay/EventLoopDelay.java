package dev.parallax.agent.delay;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures how late an event loop is: a task is due every 20 ms while a trial is under way, and the
 * time it runs after that is the loop's delay. Whatever the reason, a stopped process, a used-up
 * CPU quota, a busy host, a long task of our own, the peers waited for this agent meanwhile. Lives
 * on its loop.
 */
final class EventLoopDelay {
  static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** Timers of an idle host are up to this late. */
  static final long NOISE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private static final long BASELINE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final FastThreadLocal<EventLoopDelay> OF_THREAD = new FastThreadLocal<>();

  private final EventLoop loop;
  private final CpuAccounting accounting;
  private final LongSupplier nanoTime;
  private final Set<OwnDelay> trials = Collections.newSetFromMap(new IdentityHashMap<>());
  private @Nullable CpuCounters baseline;
  private long baselineAt;
  private long due;
  private boolean ticking;

  EventLoopDelay(EventLoop loop, CpuAccounting accounting, LongSupplier nanoTime) {
    this.loop = loop;
    this.accounting = accounting;
    this.nanoTime = nanoTime;
  }

  /** That of a loop; call it on that loop. */
  static EventLoopDelay of(EventLoop loop, LongSupplier nanoTime) {
    var known = OF_THREAD.get();
    if (known == null || !known.loop.equals(loop)) {
      known = new EventLoopDelay(loop, CpuAccounting.HOST, nanoTime);
      OF_THREAD.set(known);
    }
    return known;
  }

  /** Measures for this trial from now on. */
  CpuCounters begin(OwnDelay trial) {
    trials.add(trial);
    long now = nanoTime.getAsLong();
    if (!ticking) {
      ticking = true;
      schedule(now);
    }
    return baseline(now);
  }

  void end(OwnDelay trial) {
    trials.remove(trial);
  }

  CpuCounters counters() {
    return accounting.read();
  }

  /** The part of the time since {@code since} for which the next task is late already. */
  long pending(long since, long now) {
    return ticking ? beyondNoise(now - Math.max(due, since)) : 0;
  }

  private static long beyondNoise(long late) {
    return late > NOISE_NANOS ? late : 0;
  }

  private CpuCounters baseline(long now) {
    var known = baseline;
    if (known == null || now - baselineAt > BASELINE_NANOS) {
      known = accounting.read();
      baseline = known;
      baselineAt = now;
    }
    return Objects.requireNonNull(known);
  }

  private void schedule(long now) {
    due = now + INTERVAL_NANOS;
    var _ = loop.schedule(this::tick, INTERVAL_NANOS, TimeUnit.NANOSECONDS);
  }

  private void tick() {
    long now = nanoTime.getAsLong();
    if (beyondNoise(now - due) > 0) {
      List.copyOf(trials).forEach(trial -> trial.late(due, now));
    }
    if (trials.isEmpty()) {
      ticking = false;
    } else {
      schedule(now);
    }
  }
}
