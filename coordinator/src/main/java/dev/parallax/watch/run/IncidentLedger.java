package dev.parallax.watch.run;

import dev.parallax.store.IncidentRecord;
import dev.parallax.store.NotificationRecord;
import dev.parallax.store.WatchStore;
import dev.parallax.store.failure.StoreException;
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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of each target, in memory and in the store. Used by one thread. */
final class IncidentLedger {
  private static final Logger log = LoggerFactory.getLogger(IncidentLedger.class);

  private final WatchStore store;
  private final Messages messages;
  private final Function<Notice, List<NotificationRecord>> ofVantages;
  private final Map<String, TargetState> states = new HashMap<>();

  /** Writes the messages of a notice. */
  @FunctionalInterface
  interface Messages {
    List<NotificationRecord> of(Watch watch, Notice notice);
  }

  /**
   * @param ofVantages the messages of a notice about a vantage
   */
  IncidentLedger(
      WatchStore store, Messages messages, Function<Notice, List<NotificationRecord>> ofVantages) {
    this.store = store;
    this.ofVantages = ofVantages;
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
    return subjects(subject -> !Incident.isOfVantage(subject));
  }

  /** The subjects that are vantages. */
  Set<String> vantages() {
    return subjects(Incident::isOfVantage);
  }

  private Set<String> subjects(Predicate<String> which) {
    return states.keySet().stream().filter(which).collect(Collectors.toUnmodifiableSet());
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
    on(watch.name(), event, muted, notice -> messages.of(watch, notice));
  }

  /** The same for a vantage; its messages are those of all watches that report vantages. */
  void onVantage(String subject, WatchEvent event, boolean muted) {
    on(subject, event, muted, ofVantages);
  }

  private void on(
      String subject,
      WatchEvent event,
      boolean muted,
      Function<Notice, List<NotificationRecord>> written) {
    var before = states.getOrDefault(subject, TargetState.NEW);
    var moved = IncidentMachine.next(subject, before, event, muted);
    if (moved.state().equals(before)) {
      return;
    }
    try {
      store.save(
          subject,
          StateJson.write(moved.state()),
          moved.state().incident().stream().map(IncidentLedger::of).toList(),
          moved.notices().stream().flatMap(notice -> written.apply(notice).stream()).toList());
      states.put(subject, moved.state());
      moved.notices().forEach(IncidentLedger::log);
    } catch (StoreException full) {
      log.error("the state of the watch of {} is not stored", subject, full);
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
