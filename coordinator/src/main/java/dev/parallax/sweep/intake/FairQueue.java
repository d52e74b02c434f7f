package dev.parallax.sweep.intake;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.model.vantage.VantageId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Items of many vantages, taken in turn (round robin; Nagle, RFC 970): a long queue delays its own
 * vantage only. Each vantage has a bound, and all vantages have a total bound. Where the total is
 * reached, the longest queue is emptied for a vantage that has less than half as much (longest
 * queue drop; Suter et al., INFOCOM 1998); any other vantage waits.
 */
final class FairQueue<T> {
  private final long bound;
  private final long totalBound;
  private final Consumer<Entry<T>> displaced;

  @GuardedBy("this")
  private final Map<VantageId, Line<T>> lines = new HashMap<>();

  /** The vantages with an available item, the next vantage first. */
  @GuardedBy("this")
  private final Deque<VantageId> turns = new ArrayDeque<>();

  @GuardedBy("this")
  private long total;

  /**
   * @param bound of the sizes of one vantage's items; one item is always accepted
   * @param totalBound of the sizes of all vantages' items
   * @param displaced receives each displaced item; called without a lock
   */
  FairQueue(long bound, long totalBound, Consumer<Entry<T>> displaced) {
    this.bound = bound;
    this.totalBound = totalBound;
    this.displaced = displaced;
  }

  /** An item with its vantage. */
  record Entry<T>(VantageId from, T item, long size) {}

  private static final class Line<T> {
    final Deque<Entry<T>> entries = new ArrayDeque<>();
    long size;
    boolean held;
  }

  /** Adds an item; returns once it fits. */
  void put(VantageId from, T item, long size) throws InterruptedException {
    List<Entry<T>> gone;
    synchronized (this) {
      while (!hasRoom(from, size)) {
        wait();
      }
      gone = add(from, item, size);
    }
    gone.forEach(displaced);
  }

  /** Adds an item, unless it does not fit. */
  boolean offer(VantageId from, T item, long size) {
    List<Entry<T>> gone;
    synchronized (this) {
      if (!hasRoom(from, size)) {
        return false;
      }
      gone = add(from, item, size);
    }
    gone.forEach(displaced);
    return true;
  }

  /** The oldest item of each vantage. */
  synchronized List<T> heads() {
    return lines.values().stream()
        .filter(line -> !line.entries.isEmpty())
        .map(line -> line.entries.getFirst().item())
        .toList();
  }

  /** The sizes of all items. */
  synchronized long size() {
    return total;
  }

  /** One or more items, at most {@code most}, one item of each vantage in turn. */
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
    total -= entry.size();
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

  @GuardedBy("this")
  private boolean hasRoom(VantageId from, long size) {
    long own = of(from);
    if (own > 0 && own + size > bound) {
      return false;
    }
    return isWithinTotal(size) || 2 * (own + size) < of(longest());
  }

  @GuardedBy("this")
  private boolean isWithinTotal(long size) {
    return total == 0 || total + size <= totalBound;
  }

  /** The displaced items. */
  @GuardedBy("this")
  private List<Entry<T>> add(VantageId from, T item, long size) {
    var gone = isWithinTotal(size) ? List.<Entry<T>>of() : empty(longest());
    var line = lines.computeIfAbsent(from, fresh -> new Line<>());
    line.entries.addLast(new Entry<>(from, item, size));
    line.size += size;
    total += size;
    if (line.entries.size() == 1 && !line.held) {
      turns.addLast(from);
    }
    notifyAll();
    return gone;
  }

  @GuardedBy("this")
  private List<Entry<T>> empty(VantageId crowded) {
    var gone = new ArrayList<Entry<T>>();
    while (of(crowded) > 0) {
      gone.add(first(crowded));
    }
    turns.remove(crowded);
    next(crowded);
    return gone;
  }

  /** The vantage with the largest sum of items; only while there are items. */
  @GuardedBy("this")
  private VantageId longest() {
    return lines.entrySet().stream()
        .max(Comparator.comparingLong(line -> line.getValue().size))
        .map(Map.Entry::getKey)
        .orElseThrow();
  }

  @GuardedBy("this")
  private long of(VantageId from) {
    var line = lines.get(from);
    return line == null ? 0 : line.size;
  }
}
