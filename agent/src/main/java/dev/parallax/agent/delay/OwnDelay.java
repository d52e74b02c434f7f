package dev.parallax.agent.delay;

import dev.parallax.model.observation.SchedulingDelay;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The time of one trial in which this agent did not attend to its peers: its event loop was late,
 * or it worked elsewhere on what had arrived. Lives on the trial's loop.
 */
public final class OwnDelay {
  private final EventLoop loop;
  private final LongSupplier nanoTime;
  private @Nullable EventLoopDelay source;
  private @Nullable CpuCounters before;
  private long startedAt;
  private long longest;
  private long total;

  /** Measures nothing until it is started. */
  public OwnDelay(EventLoop loop) {
    this(loop, System::nanoTime);
  }

  /**
   * As {@link #OwnDelay(EventLoop)}.
   *
   * @param nanoTime the clock of the loop
   */
  OwnDelay(EventLoop loop, LongSupplier nanoTime) {
    this.loop = loop;
    this.nanoTime = nanoTime;
  }

  /** From now on, on the loop. */
  public void start() {
    startedAt = nanoTime.getAsLong();
    source = EventLoopDelay.of(loop, nanoTime);
    before = source.begin(this);
  }

  /** Nanoseconds in all, those of the moment included. */
  public long total() {
    return total + pending();
  }

  /** Why a trial that was late is no evidence about its peer. */
  public String detail() {
    return "this agent was late by %d ms in all, so that what it saw says nothing about the peer"
        .formatted(TimeUnit.NANOSECONDS.toMillis(total()));
  }

  /** This much time went into work of our own beside the loop. */
  public void spent(long nanos) {
    total += nanos;
    longest = Math.max(longest, nanos);
  }

  /** Measures no more; what it measured. On the loop. */
  public SchedulingDelay stop() {
    var from = source;
    if (from == null) {
      return SchedulingDelay.NONE;
    }
    spent(pending());
    from.end(this);
    source = null;
    var delay =
        new SchedulingDelay(Duration.ofNanos(longest), Duration.ofNanos(total), Optional.empty());
    var earlier = before;
    return delay.isNotable() && earlier != null
        ? new SchedulingDelay(delay.longest(), delay.total(), from.counters().since(earlier))
        : delay;
  }

  /** A task due at {@code due} ran at {@code now}. */
  void late(long due, long now) {
    spent(now - Math.max(due, startedAt));
  }

  private long pending() {
    return source == null ? 0 : source.pending(startedAt, nanoTime.getAsLong());
  }
}
