package dev.parallax.agent.delay;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The time-out of one step of a peer. It counts the time in which this agent attended to the peer:
 * for the time this agent was late it waits longer, at most once more the limit, and what the
 * kernel received meanwhile is read before the time-out is believed. Lives on one event loop.
 */
public final class StepTimer {
  /** One turn of the loop: what is readable is read in it. */
  private static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final long NEGLIGIBLE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private final EventLoop loop;
  private final OwnDelay own;
  private @Nullable Future<?> pending;
  private long limit;
  private long lateBefore;
  private long granted;
  private boolean reread;

  /** What to do when the time is up. */
  public interface OnExpiry {
    /**
     * The time of the step is over.
     *
     * @param attended whether this agent attended to the peer for the whole limit; otherwise the
     *     silence may be its own
     */
    void expired(boolean attended);
  }

  public StepTimer(EventLoop loop, OwnDelay own) {
    this.loop = loop;
    this.own = own;
  }

  /** Starts anew; what was started before is forgotten. */
  public void start(Duration patience, OnExpiry expiry) {
    cancel();
    limit = patience.toNanos();
    lateBefore = own.total();
    granted = 0;
    reread = false;
    later(limit, expiry);
  }

  public void cancel() {
    if (pending != null) {
      pending.cancel(false);
      pending = null;
    }
  }

  private void later(long nanos, OnExpiry expiry) {
    pending = loop.schedule(() -> due(expiry), nanos, TimeUnit.NANOSECONDS);
  }

  private void due(OnExpiry expiry) {
    long owed = own.total() - lateBefore - granted;
    long more = Math.min(owed, limit - granted);
    if (owed > NEGLIGIBLE_NANOS && more > NEGLIGIBLE_NANOS) {
      granted += more;
      reread = true;
      later(more, expiry);
    } else if (!reread) {
      reread = true;
      later(TURN_NANOS, expiry);
    } else {
      pending = null;
      expiry.expired(owed <= NEGLIGIBLE_NANOS);
    }
  }
}
