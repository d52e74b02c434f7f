package dev.parallax.agent.plan;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** How long plans go on while the link to the coordinator is lost. */
public final class LinkGrace {
  public static final Duration STANDARD = Duration.ofSeconds(30);

  private final ScheduledExecutorService scheduler;
  private final Duration length;

  @GuardedBy("this")
  private Optional<Future<?>> end = Optional.empty();

  public LinkGrace(ScheduledExecutorService scheduler, Duration length) {
    this.scheduler = scheduler;
    this.length = length;
  }

  long seconds() {
    return length.toSeconds();
  }

  synchronized void linkStands() {
    end.ifPresent(timer -> timer.cancel(false));
    end = Optional.empty();
  }

  /** Counts from the first loss of the link: failed attempts do not extend the grace period. */
  synchronized void linkLost(Runnable stop) {
    if (end.isPresent()) {
      return;
    }
    try {
      end = Optional.of(scheduler.schedule(stop, length.toNanos(), TimeUnit.NANOSECONDS));
    } catch (RejectedExecutionException closing) {
      stop.run();
    }
  }
}
