package dev.parallax.watch.history;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.SweepHeader;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import dev.parallax.store.StoredVerdicts;
import java.util.Optional;

/** The last sweep or look before a sweep that found a target healthy over the same family. */
record PastServers(Store store, SweepHeader sweep) {
  /** Stored verdicts of a target that are searched, the newest. */
  private static final int SEARCHED = 200;

  /** Healthy sweeps that are read. */
  private static final int READ = 3;

  Optional<Sweep> lastHealthy(Target target) {
    return store.verdictsOn(target.name(), sweep.startedAt(), SEARCHED).stream()
        .filter(past -> past.verdicts().isWell())
        .limit(READ)
        .map(StoredVerdicts::sweep)
        .flatMap(id -> store.sweep(id).stream())
        .map(StoredSweep::sweep)
        .filter(past -> past.family() == sweep.family())
        .findFirst();
  }
}
