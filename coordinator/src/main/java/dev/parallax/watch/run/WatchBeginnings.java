package dev.parallax.watch.run;

import dev.parallax.store.WatchStore;
import dev.parallax.store.failure.StoreException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Since when each target has been watched, in memory and in the store. Used by one thread. */
final class WatchBeginnings {
  private static final Logger log = LoggerFactory.getLogger(WatchBeginnings.class);

  /** No target has a name with a blank. */
  private static final String KEY = "since ";

  private final WatchStore store;
  private final InstantSource clock;
  private final Map<String, Instant> known = new HashMap<>();

  WatchBeginnings(WatchStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    store.states().forEach(this::restore);
  }

  private void restore(String key, String text) {
    if (!key.startsWith(KEY) || text.isEmpty()) {
      return;
    }
    try {
      known.put(key.substring(KEY.length()), Instant.parse(text));
    } catch (DateTimeException damaged) {
      log.error("the stored start of a watch cannot be read: {}", key, damaged);
    }
  }

  /** The first time at which it was asked for. */
  Instant of(String target) {
    return known.computeIfAbsent(target, this::begin);
  }

  private Instant begin(String target) {
    var now = clock.instant();
    save(target, now.toString());
    return now;
  }

  /** The watch is paused or removed: its next start is a new beginning. */
  void end(String target) {
    if (known.remove(target) != null) {
      save(target, "");
    }
  }

  private void save(String target, String text) {
    try {
      store.save(KEY + target, text, List.of(), List.of());
    } catch (StoreException full) {
      log.error("the start of the watch of {} is not stored", target, full);
    }
  }

  Set<String> targets() {
    return Set.copyOf(known.keySet());
  }
}
