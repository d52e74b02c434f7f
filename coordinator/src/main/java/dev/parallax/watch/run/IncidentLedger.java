package dev.parallax.watch.run;

import dev.parallax.store.IncidentRecord;
import dev.parallax.store.NotificationRecord;
import dev.parallax.store.StoreException;
import dev.parallax.store.WatchStore;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.incident.IncidentMachine;
import dev.parallax.watch.incident.Notice;
import dev.parallax.watch.incident.TargetState;
import dev.parallax.watch.incident.WatchEvent;
import dev.parallax.watch.spec.Watch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of each target, in memory and in the store. Used by one thread. */
final class IncidentLedger {
  private static final Logger log = LoggerFactory.getLogger(IncidentLedger.class);

  private final WatchStore store;
  private final Messages messages;
  private final Map<String, TargetState> states = new HashMap<>();

  /** Writes the messages of a notice. */
  @FunctionalInterface
  interface Messages {
    List<NotificationRecord> of(Watch watch, Notice notice);
  }

  IncidentLedger(WatchStore store, Messages messages) {
    this.store = store;
    this.messages = messages;
    store.states().forEach(this::restore);
  }

  private void restore(String target, String body) {
    if (!body.startsWith("{")) {
      return; // of the observer
    }
    try {
      states.put(target, StateJson.read(body));
    } catch (IllegalArgumentException damaged) {
      log.error("the stored state of the watch of {} cannot be read", target, damaged);
    }
  }

  /** The state of a target. */
  TargetState state(String target) {
    return states.getOrDefault(target, TargetState.NEW);
  }

  Set<String> targets() {
    return Set.copyOf(states.keySet());
  }

  /** Open incidents. */
  List<Incident> open() {
    return states.values().stream().map(TargetState::open).flatMap(Optional::stream).toList();
  }

  /**
   * Moves a target on. A state that cannot be stored is not moved: the next event tries again.
   *
   * @param muted as in {@link IncidentMachine#next}
   */
  void on(Watch watch, WatchEvent event, boolean muted) {
    var before = states.getOrDefault(watch.name(), TargetState.NEW);
    var moved = IncidentMachine.next(watch.name(), before, event, muted);
    if (moved.state().equals(before)) {
      return;
    }
    try {
      store.save(
          watch.name(),
          StateJson.write(moved.state()),
          moved.state().incident().stream().map(IncidentLedger::of).toList(),
          moved.notices().stream().flatMap(notice -> messages.of(watch, notice).stream()).toList());
      states.put(watch.name(), moved.state());
      moved.notices().forEach(IncidentLedger::log);
    } catch (StoreException full) {
      log.error("the state of the watch of {} is not stored", watch.name(), full);
    }
  }

  private static void log(Notice notice) {
    var incident = notice.incident();
    log.info(
        "incident {} {}: {} {}",
        incident.id(),
        notice.kind(),
        incident.target(),
        incident.finding().key());
  }

  private static IncidentRecord of(Incident incident) {
    return new IncidentRecord(
        incident.id(),
        incident.target(),
        incident.openedAt(),
        incident.closedAt(),
        StateJson.write(incident));
  }
}
