package dev.parallax.watch.run;

import dev.parallax.store.WatchStore;
import dev.parallax.store.failure.StoreException;
import dev.parallax.watch.phase.PhaseBook;
import dev.parallax.watch.phase.PhaseJson;
import dev.parallax.watch.phase.PhaseTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The phase times of each target and reference site, in memory and in the store: each of the first
 * looks, then at most one write in ten minutes. Used by one thread.
 */
final class PhaseLedger {
  private static final Logger log = LoggerFactory.getLogger(PhaseLedger.class);

  private static final Duration SAVED = Duration.ofMinutes(10);

  private final WatchStore store;
  private final Map<String, PhaseBook> books = new HashMap<>();
  private final Map<String, Instant> saved = new HashMap<>();

  PhaseLedger(WatchStore store) {
    this.store = store;
    store.states().forEach(this::restore);
  }

  private void restore(String key, String body) {
    if (!key.startsWith(PhaseBook.KEY) || body.isEmpty()) {
      return;
    }
    try {
      books.put(key.substring(PhaseBook.KEY.length()), PhaseJson.read(body));
    } catch (RuntimeException damaged) {
      log.error("the stored phase times of a watch cannot be read: {}", key, damaged);
    }
  }

  PhaseBook of(String target) {
    return books.getOrDefault(target, PhaseBook.EMPTY);
  }

  /** Takes the times of a reference site in a look in. */
  void onSite(String site, PhaseTimes look) {
    on(PhaseBook.site(site), look);
  }

  /** Takes the times of a look in. */
  void on(String target, PhaseTimes look) {
    var book = of(target).with(look);
    books.put(target, book);
    if ((book.isYoung() && !book.histories().isEmpty())
        || !saved.getOrDefault(target, Instant.MIN.plus(SAVED)).plus(SAVED).isAfter(look.at())) {
      saved.put(target, look.at());
      save(target, PhaseJson.write(book));
    }
  }

  /** The watch is removed. */
  void end(String target) {
    if (books.remove(target) != null) {
      saved.remove(target);
      save(target, "");
    }
  }

  private void save(String target, String body) {
    try {
      store.save(PhaseBook.key(target), body, List.of(), List.of());
    } catch (StoreException full) {
      log.error("the phase times of {} are not stored", target, full);
    }
  }
}
