package dev.parallax.sweep.run;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.sweep.intake.Mail;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The messages to a sweep, and how long its thread waits for them. Messages are delivered from any
 * thread; the thread of the sweep takes them.
 */
final class Mailbox {
  private final SweepTime time;
  private final BlockingQueue<Mail> messages = new LinkedBlockingQueue<>();

  @GuardedBy("messages")
  private boolean ended;

  Mailbox(SweepTime time) {
    this.time = time;
  }

  void deliver(Mail mail) {
    messages.add(mail);
  }

  /** Delivers the message; false when the sweep has ended. */
  boolean join(Mail.Joined joined) {
    synchronized (messages) {
      if (!ended) {
        messages.add(joined);
      }
      return !ended;
    }
  }

  /** After the end: the listeners that joined too late for its last event. */
  List<Mail.Joined> unserved() {
    synchronized (messages) {
      ended = true;
      return messages.stream()
          .filter(Mail.Joined.class::isInstance)
          .map(Mail.Joined.class::cast)
          .toList();
    }
  }

  /** Null once deadline and grace period are over, however many messages still arrive. */
  @Nullable Mail next() throws InterruptedException {
    var left = time.leftWithGrace();
    return left.isPositive() ? messages.poll(left.toNanos(), TimeUnit.NANOSECONDS) : null;
  }

  /** Null once the patience is over and no message is there; the deadline does not matter. */
  @Nullable Mail next(SweepTime.Patience patience) throws InterruptedException {
    return messages.poll(patience.leftNanos(), TimeUnit.NANOSECONDS);
  }

  /** The messages that are there, without waiting. */
  List<Mail> delivered() {
    var delivered = new ArrayList<Mail>();
    messages.drainTo(delivered);
    return delivered;
  }
}
