package dev.parallax.sweep;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.model.VantageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Items of many vantages, taken in turn (round robin; Nagle, RFC 970): a vantage whose queue is
 * long delays nobody but itself. Each vantage has its own bound.
 */
final class FairQueue<T> {
  private final long bound;

  @GuardedBy("this")
  private final Map<VantageId, Line<T>> lines = new HashMap<>();

  /** The vantages with an item to be taken, the next one first. */
  @GuardedBy("this")
  private final Deque<VantageId> turns = new ArrayDeque<>();

  /**
   * @param bound of the sizes of one vantage's items; one item is always let in
   */
  FairQueue(long bound) {
    this.bound = bound;
  }

  /** An item and whose it is. */
  record Entry<T>(VantageId from, T item, long size) {}

  private static final class Line<T> {
    final Deque<Entry<T>> entries = new ArrayDeque<>();
    long size;
    boolean held;
  }

  /** Adds an item; returns once this vantage's queue has room for it. */
  synchronized void put(VantageId from, T item, long size) throws InterruptedException {
    while (!offer(from, item, size)) {
      wait();
    }
  }

  /** Adds an item, unless this vantage's queue is full. */
  synchronized boolean offer(VantageId from, T item, long size) {
    var line = lines.computeIfAbsent(from, fresh -> new Line<>());
    if (line.size > 0 && line.size + size > bound) {
      return false;
    }
    line.entries.addLast(new Entry<>(from, item, size));
    line.size += size;
    if (line.entries.size() == 1 && !line.held) {
      turns.addLast(from);
    }
    notifyAll();
    return true;
  }

  /** One or more items, at most {@code most}, an item of each vantage in turn. */
  synchronized List<Entry<T>> take(int most) throws InterruptedException {
    while (turns.isEmpty()) {
      wait();
    }
    var taken = new ArrayList<Entry<T>>();
    while (!turns.isEmpty() && taken.size() < most) {
      var from = turns.removeFirst();
      taken.add(first(from));
      next(from);
    }
    notifyAll();
    return taken;
  }

  /** An item, whose vantage has no other turn before it is {@link #release}d. */
  synchronized Entry<T> hold() throws InterruptedException {
    while (turns.isEmpty()) {
      wait();
    }
    var from = turns.removeFirst();
    var entry = first(from);
    lines.computeIfAbsent(from, fresh -> new Line<>()).held = true;
    notifyAll();
    return entry;
  }

  synchronized void release(VantageId from) {
    lines.computeIfAbsent(from, fresh -> new Line<>()).held = false;
    next(from);
    notifyAll();
  }

  @GuardedBy("this")
  private Entry<T> first(VantageId from) {
    var line = lines.computeIfAbsent(from, fresh -> new Line<>());
    var entry = line.entries.removeFirst();
    line.size -= entry.size();
    return entry;
  }

  @GuardedBy("this")
  private void next(VantageId from) {
    var line = lines.computeIfAbsent(from, fresh -> new Line<>());
    if (!line.entries.isEmpty()) {
      turns.addLast(from);
    } else if (!line.held) {
      lines.remove(from);
    }
  }
}
