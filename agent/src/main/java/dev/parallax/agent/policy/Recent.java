package dev.parallax.agent.policy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * At most so many different keys at a time; a key counts for an hour after its last use.
 *
 * @param <K> the counted key
 * @param <V> its value
 */
final class Recent<K, V> {
  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final int most;
  private final Predicate<V> busy;

  /** Least recently used first. */
  private final Map<K, Entry<V>> entries = new LinkedHashMap<>(16, 0.75f, true);

  private record Entry<V>(V value, long usedAt) {}

  /**
   * Empty.
   *
   * @param busy values that are kept at any age
   */
  Recent(int most, Predicate<V> busy) {
    this.most = most;
    this.busy = busy;
  }

  /** The value of the key, created if it is new; empty when there is no capacity for a new key. */
  Optional<V> use(K key, long now, Supplier<V> fresh) {
    var known = entries.get(key);
    if (known == null && !hasRoom(now)) {
      return Optional.empty();
    }
    var value = known == null ? fresh.get() : known.value();
    entries.put(key, new Entry<>(value, now));
    return Optional.of(value);
  }

  /** The value of a known key. */
  Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  private boolean hasRoom(long now) {
    var oldest = entries.values().iterator();
    while (oldest.hasNext()) {
      var entry = oldest.next();
      if (now - entry.usedAt() <= HOUR) {
        break;
      }
      if (!busy.test(entry.value())) {
        oldest.remove();
      }
    }
    return entries.size() < most;
  }
}
