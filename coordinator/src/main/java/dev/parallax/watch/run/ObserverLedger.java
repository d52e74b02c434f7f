package dev.parallax.watch.run;

import dev.parallax.store.IncidentRecord;
import dev.parallax.store.NotificationRecord;
import dev.parallax.store.WatchStore;
import dev.parallax.store.failure.StoreException;
import dev.parallax.watch.look.ObserverHealth.Trouble;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The incident that the fleet or the coordinator itself is at fault: reported when the trouble has
 * lasted a minute, and over after a minute without. Used by one thread.
 */
final class ObserverLedger {
  private static final Logger log = LoggerFactory.getLogger(ObserverLedger.class);
  private static final Duration LASTING = Duration.ofMinutes(1);

  /** No target has this name. */
  static final String KEY = "observer";

  private final WatchStore store;
  private final Messages messages;
  private Optional<Trouble> seen = Optional.empty();
  private Instant changedAt = Instant.MIN;
  private Optional<Open> open = Optional.empty();

  private record Open(Trouble trouble, Instant since) {
    String state() {
      return trouble + " " + since;
    }

    IncidentRecord incident(Optional<Instant> end) {
      var id = "observer-" + Long.toString(since.toEpochMilli(), 36);
      return new IncidentRecord(
          id,
          KEY,
          since,
          end,
          "{\"blame\":\"OBSERVER\",\"cause\":\"%s\",\"since\":\"%s\"}".formatted(trouble, since));
    }
  }

  /** Writes the messages of a beginning or an end. */
  @FunctionalInterface
  interface Messages {
    List<NotificationRecord> of(Trouble trouble, Instant since, Optional<Instant> end);
  }

  ObserverLedger(WatchStore store, Messages messages) {
    this.store = store;
    this.messages = messages;
    this.open = Optional.ofNullable(store.states().get(KEY)).flatMap(ObserverLedger::read);
  }

  private static Optional<Open> read(String state) {
    var words = state.split(" ", -1);
    return words.length == 2
        ? Optional.of(new Open(Trouble.valueOf(words[0]), Instant.parse(words[1])))
        : Optional.empty();
  }

  boolean isOpen() {
    return open.isPresent();
  }

  /** Takes the present trouble in. */
  void on(Optional<Trouble> trouble, Instant now) {
    var isSetBack = changedAt.isAfter(now);
    if (trouble.isPresent() != seen.isPresent() || changedAt.equals(Instant.MIN) || isSetBack) {
      changedAt = now;
    }
    seen = trouble;
    if (changedAt.plus(LASTING).isAfter(now)) {
      return;
    }
    if (trouble.isPresent() && open.isEmpty()) {
      save(new Open(trouble.get(), changedAt), Optional.empty());
    } else if (trouble.isEmpty() && open.isPresent()) {
      save(open.get(), Optional.of(now));
    }
  }

  private void save(Open incident, Optional<Instant> end) {
    try {
      store.save(
          KEY,
          end.isEmpty() ? incident.state() : "",
          List.of(incident.incident(end)),
          messages.of(incident.trouble(), incident.since(), end));
      open = end.isEmpty() ? Optional.of(incident) : Optional.empty();
      log.warn("the observer is {}: {}", end.isEmpty() ? "sick" : "well again", incident.trouble());
    } catch (StoreException full) {
      log.error("the incident of the observer is not stored: {}", incident.trouble(), full);
    }
  }
}
