package dev.parallax.watch.history;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.history.TargetHistory;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.store.Store;
import dev.parallax.sweep.request.HistorySource;
import dev.parallax.watch.phase.PhaseBook;
import dev.parallax.watch.phase.PhaseJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the store knows of targets: the times of the looks of watches, and the last healthy sweep or
 * look. A history that cannot be read is left out, because it is no input that a sweep needs.
 */
public final class StoredHistories implements HistorySource {
  private static final Logger log = LoggerFactory.getLogger(StoredHistories.class);

  private final Store store;

  public StoredHistories(Store store) {
    this.store = store;
  }

  @Override
  public Map<Target, TargetHistory> before(SweepHeader sweep, Set<String> sites) {
    var histories = new HashMap<Target, TargetHistory>();
    try {
      var past = new PastServers(store, sweep);
      var books = new HashMap<String, PhaseBook>();
      sites.forEach(site -> books.put(site, book(PhaseBook.siteKey(site))));
      int left = TargetHistory.VANTAGES;
      for (var target : sweep.targets()) {
        var known = history(sweep, target, past, books, left);
        known.ifPresent(history -> histories.put(target, history));
        left -= known.map(history -> history.vantages().size()).orElse(0);
      }
    } catch (RuntimeException unreadable) {
      log.warn("sweep {} starts without a history", sweep.id(), unreadable);
    }
    return histories;
  }

  private Optional<TargetHistory> history(
      SweepHeader sweep, Target target, PastServers past, Map<String, PhaseBook> sites, int most) {
    return past.lastHealthy(target)
        .map(
            healthy ->
                new HistoryBuilder(sweep, target, healthy, sites)
                    .history(book(PhaseBook.key(target.name())), most));
  }

  /** Empty for a target that is not watched. */
  private PhaseBook book(String key) {
    return store
        .watches()
        .state(key)
        .filter(body -> !body.isEmpty())
        .map(PhaseJson::read)
        .orElse(PhaseBook.EMPTY);
  }
}
