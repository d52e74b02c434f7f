package dev.parallax.store;

import dev.parallax.model.value.SweepId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The persistent state of watches. As durable as the {@link Store} it belongs to. */
public interface WatchStore {
  /** Marks a sweep that is about to start as a look. */
  void beginLook(SweepId look, String target);

  /** Deletes a look with its plans, observations and verdicts. */
  void dropLook(SweepId look);

  /**
   * Keeps a look as the latest healthy look of its target; deletes the look that was kept before.
   */
  void keepLook(SweepId look);

  /** Deletes all looks that are not kept: the end of a process has interrupted them. */
  void dropInterruptedLooks();

  /** The state of each watched target, as JSON. */
  Map<String, String> states();

  /** One of {@link #states}. */
  Optional<String> state(String target);

  /** Stores a target's state with the incidents and messages that follow from it, all or none. */
  void save(
      String target,
      String state,
      List<IncidentRecord> incidents,
      List<NotificationRecord> notifications);

  /** At most {@code limit}, the last opened first. */
  List<IncidentRecord> incidents(int limit);

  /** Incidents of a target, at most {@code limit}, the last opened first. */
  List<IncidentRecord> incidents(String target, int limit);

  /** Stores a silence, or the new end of a stored silence. */
  void save(SilenceRecord silence);

  /** At most {@code limit}, the last begun first. */
  List<SilenceRecord> silences(int limit);

  /** Pending messages of a route that are due, the oldest first; at most {@code limit}. */
  List<NotificationRecord> due(String route, Instant now, int limit);

  /** Stores the result of attempts. */
  void update(List<NotificationRecord> attempted);

  /** At most {@code limit}, the newest first. */
  List<NotificationRecord> notifications(int limit);

  /** The newest message of each route that had an attempt, by route. */
  Map<String, NotificationRecord> lastAttempts();

  /** The number of messages that wait for their delivery, by route. */
  Map<String, Integer> pending();
}
