package dev.parallax.watch.run;

import dev.parallax.store.Store;
import dev.parallax.watch.look.ObserverHealth;
import dev.parallax.watch.spec.Watch;
import java.time.InstantSource;
import java.util.Optional;

/** Whether a watch opens incidents now: not in maintenance, silence or trouble of the observer. */
record AlertSuppression(
    ObserverHealth observer, Store store, Silences silences, InstantSource clock) {

  boolean isInForce(Watch watch) {
    return watch.isInMaintenance(clock.instant())
        || silences.of(watch.name()).isPresent()
        || observerTrouble().isPresent();
  }

  Optional<ObserverHealth.Trouble> observerTrouble() {
    return observer.trouble(clock.instant(), store.writeTrouble().isEmpty());
  }
}
