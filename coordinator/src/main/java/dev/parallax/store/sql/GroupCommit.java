package dev.parallax.store.sql;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Lets callers that arrive during a commit share the next commit: a flush to the disk costs the
 * same for 1,000 items as for one.
 */
final class GroupCommit<T> {
  private final Consumer<List<T>> commit;
  private final Queue<Batch<T>> waiting = new ConcurrentLinkedQueue<>();
  private final ReentrantLock committing = new ReentrantLock();

  /**
   * @param commit makes all items durable before it returns, or none and throws
   */
  GroupCommit(Consumer<List<T>> commit) {
    this.commit = commit;
  }

  /** Returns once {@code items} are durable; throws the exception of {@code commit}. */
  void add(List<T> items) {
    var batch = new Batch<>(items);
    waiting.add(batch);
    committing.lock();
    try {
      if (!batch.settled) {
        settle(takeWaiting());
      }
      batch.failure.ifPresent(GroupCommit::raise);
    } finally {
      committing.unlock();
    }
  }

  /** Callers whose items are not part of a commit yet. */
  int waiting() {
    return waiting.size();
  }

  @GuardedBy("committing")
  private void settle(List<Batch<T>> batches) {
    var failure = tryCommit(batches);
    for (var batch : batches) {
      batch.settled = true;
      batch.failure = failure;
    }
  }

  private Optional<Throwable> tryCommit(List<Batch<T>> batches) {
    try {
      commit.accept(batches.stream().flatMap(batch -> batch.items.stream()).toList());
      return Optional.empty();
    } catch (RuntimeException | Error failed) { // no item is durable, for any caller
      return Optional.of(failed);
    }
  }

  private List<Batch<T>> takeWaiting() {
    var taken = new ArrayList<Batch<T>>();
    for (var batch = waiting.poll(); batch != null; batch = waiting.poll()) {
      taken.add(batch);
    }
    return taken;
  }

  private static void raise(Throwable failure) {
    switch (failure) {
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException(failure);
    }
  }

  /** The items of one caller; read and written only under the commit lock. */
  private static final class Batch<T> {
    final List<T> items;
    boolean settled;
    Optional<Throwable> failure = Optional.empty();

    Batch(List<T> items) {
      this.items = List.copyOf(items);
    }
  }
}
