package dev.parallax.watch.schedule;

import dev.parallax.watch.spec.Watch;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The next start of each watch, by elapsed time in nanoseconds, so that a change of the wall clock
 * moves no start. The watch whose start is longest past comes first, so that no watch waits for
 * others forever. Starts that were missed are not made up for. Not safe for several threads.
 */
public final class WatchSchedule {
  private final long origin;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Set<String> running = new HashSet<>();

  private record Entry(Watch watch, long due) {}

  /**
   * A look that starts now.
   *
   * @param late how long after its time
   */
  public record Start(Watch watch, Duration late) {}

  /**
   * @param origin from which starts are counted
   */
  public WatchSchedule(long origin) {
    this.origin = origin;
  }

  /** Takes over a list of watches; a watch whose interval is unchanged keeps its next start. */
  public void replace(Collection<Watch> watches, long now) {
    var before = Map.copyOf(entries);
    entries.clear();
    for (var watch : watches) {
      var known = before.get(watch.name());
      var due =
          known != null && known.watch().interval().equals(watch.interval())
              ? known.due()
              : next(watch, now);
      entries.put(watch.name(), new Entry(watch, due));
    }
  }

  /** The watch that is due longest and has no look in progress; it is in progress from now on. */
  public Optional<Start> poll(long now) {
    var first = due(now).min(Comparator.comparingLong(Entry::due));
    first.ifPresent(
        entry -> {
          running.add(entry.watch().name());
          entries.put(entry.watch().name(), new Entry(entry.watch(), next(entry.watch(), now)));
        });
    return first.map(entry -> new Start(entry.watch(), Duration.ofNanos(now - entry.due())));
  }

  /** The look of this watch has ended. */
  public void ended(String name) {
    running.remove(name);
  }

  /** How long the watch that is due longest waits already; zero when none is due. */
  public Duration late(long now) {
    return entries.values().stream()
        .map(entry -> Duration.ofNanos(now - entry.due()))
        .filter(late -> !late.isNegative())
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  /** Until the next look of a watch; empty for an unknown watch. */
  public Optional<Duration> until(String name, long now) {
    return Optional.ofNullable(entries.get(name))
        .map(entry -> Duration.ofNanos(Math.max(0, entry.due() - now)));
  }

  public List<Watch> watches() {
    return entries.values().stream()
        .map(Entry::watch)
        .sorted(Comparator.comparing(Watch::name))
        .toList();
  }

  private Stream<Entry> due(long now) {
    return entries.values().stream()
        .filter(entry -> entry.due() - now <= 0 && !running.contains(entry.watch().name()));
  }

  /** The first start after {@code now}. */
  private long next(Watch watch, long now) {
    long interval = watch.interval().toNanos();
    long first = origin + StartOffset.of(watch.name(), watch.interval()).toNanos();
    long past = now - first;
    return past < 0 ? first : first + (past / interval + 1) * interval;
  }
}
