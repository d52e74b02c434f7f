package dev.parallax.sweep.reference;

import dev.parallax.model.value.SweepId;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.store.failure.StoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log lines at the start of a coordinator: which reference sites work from which vantage. */
public final class ReferenceLog {
  /** Sweeps that are read. Three sites a sweep, of twelve by default. */
  public static final int SWEEPS = 8;

  private static final Logger LOG = LoggerFactory.getLogger(ReferenceLog.class);

  private ReferenceLog() {}

  /** From the last stored sweeps; a sweep that cannot be read is left out. */
  public static void write(Store store) {
    var results = new ReferenceResults();
    store.sweeps(SWEEPS).stream()
        .filter(summary -> summary.readable() && summary.complete())
        .map(StoredSweepSummary::id)
        .forEach(id -> add(store, id, results));
    results.lines().forEach(line -> LOG.info("reference site {}", line));
    if (results.sites().isEmpty()) {
      LOG.info("no stored sweep shows yet which reference sites work from which vantage");
    }
  }

  private static void add(Store store, SweepId id, ReferenceResults results) {
    try {
      store.sweep(id).ifPresent(stored -> results.add(stored.sweep()));
    } catch (StoreException unreadable) {
      LOG.warn("the reference sites of sweep {} could not be read", id, unreadable);
    }
  }
}
