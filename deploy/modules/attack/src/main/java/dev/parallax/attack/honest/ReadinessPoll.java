package dev.parallax.attack.honest;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.attack.WebPort;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Requests {@code /ready} every 250 ms. */
public final class ReadinessPoll implements AutoCloseable {
  private static final long PERIOD_NANOS = 250_000_000;
  private static final Duration IN_TIME = Duration.ofSeconds(2);

  private final WebPort web;
  private final AtomicBoolean closed = new AtomicBoolean();

  @GuardedBy("this")
  private final List<Reply> replies = new ArrayList<>();

  /**
   * One reply.
   *
   * @param status 0 without a reply in time
   */
  public record Reply(long nanos, int status, long tookNanos) {
    public boolean ready() {
      return status == 200;
    }
  }

  public ReadinessPoll(WebPort web) {
    this.web = web;
    Thread.ofVirtual().name("readiness").start(this::poll);
  }

  private void poll() {
    while (!closed.get()) {
      var reply = reply();
      synchronized (this) {
        replies.add(reply);
      }
      LockSupport.parkNanos(PERIOD_NANOS);
    }
  }

  private Reply reply() {
    long start = System.nanoTime();
    try {
      var answer = web.get("/ready", Optional.empty(), IN_TIME);
      return new Reply(start, answer.status(), answer.tookNanos());
    } catch (IOException late) {
      return new Reply(start, 0, System.nanoTime() - start);
    }
  }

  /** The replies to requests between two monotonic instants. */
  public synchronized List<Reply> between(long from, long to) {
    return replies.stream().filter(reply -> reply.nanos() >= from && reply.nanos() <= to).toList();
  }

  @Override
  public void close() {
    closed.set(true);
  }
}
