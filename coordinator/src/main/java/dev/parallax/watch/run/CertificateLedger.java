package dev.parallax.watch.run;

import dev.parallax.store.IncidentRecord;
import dev.parallax.store.NotificationRecord;
import dev.parallax.store.WatchStore;
import dev.parallax.store.failure.StoreException;
import dev.parallax.watch.expiry.CertificateExpiry;
import dev.parallax.watch.expiry.ExpiryMachine;
import dev.parallax.watch.expiry.ExpiryNotice;
import dev.parallax.watch.expiry.ShownChains;
import dev.parallax.watch.spec.Watch;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The expiring certificates of each target, in memory and in the store. Used by one thread. */
final class CertificateLedger {
  private static final Logger log = LoggerFactory.getLogger(CertificateLedger.class);

  /** No target has a name with a blank. */
  private static final String KEY = "certificates ";

  private final WatchStore store;
  private final BiFunction<Watch, ExpiryNotice, List<NotificationRecord>> messages;
  private final Map<String, List<CertificateExpiry>> states = new HashMap<>();

  /**
   * @param messages writes the messages of a notice
   */
  CertificateLedger(
      WatchStore store, BiFunction<Watch, ExpiryNotice, List<NotificationRecord>> messages) {
    this.store = store;
    this.messages = messages;
    store.states().forEach(this::restore);
  }

  private void restore(String key, String body) {
    if (!key.startsWith(KEY)) {
      return;
    }
    try {
      states.put(key.substring(KEY.length()), ExpiryJson.read(body));
    } catch (RuntimeException damaged) {
      log.error("the stored certificates of a watch cannot be read: {}", key, damaged);
    }
  }

  /**
   * Takes the chains of a look in. A state that cannot be stored is not moved: the next look tries
   * again.
   *
   * @param muted as in {@link ExpiryMachine#next}
   */
  void on(Watch watch, ShownChains shown, boolean muted) {
    var before = states.getOrDefault(watch.name(), List.of());
    var moved = ExpiryMachine.next(watch.name(), before, shown, watch.expiryDays(), muted);
    if (moved.state().equals(before)) {
      return;
    }
    save(watch, moved.state(), moved.notices());
  }

  private void save(Watch watch, List<CertificateExpiry> state, List<ExpiryNotice> notices) {
    try {
      store.save(
          KEY + watch.name(),
          ExpiryJson.write(state),
          notices.stream().map(notice -> of(notice.certificate())).toList(),
          notices.stream().flatMap(notice -> messages.apply(watch, notice).stream()).toList());
      states.put(watch.name(), state);
      notices.forEach(CertificateLedger::log);
    } catch (StoreException full) {
      log.error("the certificates of {} are not stored", watch.name(), full);
    }
  }

  /** Closes what is open of a watch that was removed. */
  void end(Watch watch, Instant at) {
    var before = states.getOrDefault(watch.name(), List.of());
    if (!before.isEmpty()) {
      save(watch, List.of(), ExpiryMachine.ended(before, at));
    }
  }

  Set<String> targets() {
    return Set.copyOf(states.keySet());
  }

  private static void log(ExpiryNotice notice) {
    var certificate = notice.certificate();
    log.info(
        "certificate {} of {} {}: until {}",
        certificate.sha256(),
        certificate.target(),
        notice.kind(),
        certificate.notAfter());
  }

  private static IncidentRecord of(CertificateExpiry certificate) {
    return new IncidentRecord(
        certificate.id(),
        certificate.target(),
        certificate.openedAt(),
        certificate.closedAt(),
        ExpiryJson.incident(certificate));
  }
}
