package dev.parallax.sweep;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parallax.attribution.Attribution;
import dev.parallax.model.value.SweepId;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import dev.parallax.sweep.intake.Mail;
import dev.parallax.sweep.run.StoredProgress;
import dev.parallax.sweep.run.SweepAssembly;
import java.util.Optional;

/** The sweeps of the store with their verdicts; the latest complete sweeps stay in memory. */
final class SweepArchive {
  private static final int RECENT = 64;

  private final Store store;
  private final Cache<SweepId, StoredSweep> recent =
      Caffeine.newBuilder().maximumSize(RECENT).build();

  SweepArchive(Store store) {
    this.store = store;
  }

  /** A sweep with its verdicts; for an incomplete sweep, by the observations so far. */
  Optional<StoredSweep> find(SweepId sweep) {
    var known =
        Optional.ofNullable(recent.getIfPresent(sweep))
            .or(() -> store.sweep(sweep).map(this::judged));
    known.filter(StoredSweep::complete).ifPresent(complete -> recent.put(sweep, complete));
    return known;
  }

  /**
   * Sends the events of a sweep, and its end.
   *
   * @return false when there is no such sweep
   */
  boolean replay(SweepId sweep, Mail.Joined joined) {
    var found = find(sweep);
    found.ifPresent(
        stored -> {
          StoredProgress.of(stored.sweep(), store).replay(joined.listener(), joined.skipped());
          joined.listener().finished(stored.sweep(), stored.verdicts());
        });
    return found.isPresent();
  }

  private StoredSweep judged(StoredSweep stored) {
    if (stored.complete()) {
      return stored;
    }
    var rounds = StoredProgress.rounds(stored.sweep().id(), store);
    var sweep = SweepAssembly.interrupted(stored.sweep(), rounds);
    return new StoredSweep(sweep, false, Attribution.attribute(sweep));
  }
}
