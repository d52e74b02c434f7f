package dev.parallax.store.sql;

import dev.parallax.model.value.SweepId;
import dev.parallax.store.IncidentRecord;
import dev.parallax.store.NotificationRecord;
import dev.parallax.store.SilenceRecord;
import dev.parallax.store.WatchStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Incidents, messages, silences, and the state of each watch. */
final class WatchTables implements WatchStore {
  /**
   * Messages that are no longer pending, and closed incidents, beyond these numbers are deleted.
   */
  private static final int KEPT_NOTIFICATIONS = 10_000;

  private static final int KEPT_INCIDENTS = 10_000;
  private static final int KEPT_SILENCES = 1_000;

  private static final String SAVE_INCIDENT =
      """
      INSERT INTO incident (id, target, opened_at, closed_at, body) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET closed_at = excluded.closed_at, body = excluded.body\
      """;
  private static final String SAVE_SILENCE =
      """
      INSERT INTO silence (id, target, starts_at, ends_at, author, reason) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET ends_at = excluded.ends_at\
      """;
  private static final String ADD_NOTIFICATION =
      """
      INSERT INTO notification (route, created_at, due_at, attempts, state, error, body)
      VALUES (?, ?, ?, ?, ?, ?, ?)\
      """;

  private final SqlDatabase database;
  private final LookTable looks;

  WatchTables(SqlDatabase database) {
    this.database = database;
    this.looks = new LookTable(database);
  }

  @Override
  public void beginLook(SweepId look, String target) {
    looks.begin(look, target);
  }

  @Override
  public void dropLook(SweepId look) {
    looks.drop(look);
  }

  @Override
  public void keepLook(SweepId look) {
    looks.keep(look);
  }

  @Override
  public void dropInterruptedLooks() {
    looks.dropInterrupted();
  }

  @Override
  public Map<String, String> states() {
    var states = new HashMap<String, String>();
    database
        .query(
            row -> Map.entry(row.getString("target"), row.getString("body")),
            "SELECT target, body FROM watch_state")
        .forEach(state -> states.put(state.getKey(), state.getValue()));
    return states;
  }

  @Override
  public Optional<String> state(String target) {
    return database
        .query(
            row -> row.getString("body"), "SELECT body FROM watch_state WHERE target = ?", target)
        .stream()
        .findFirst();
  }

  @Override
  public void save(
      String target,
      String state,
      List<IncidentRecord> incidents,
      List<NotificationRecord> notifications) {
    database.transaction(
        () -> {
          database.update(
              "INSERT INTO watch_state (target, body) VALUES (?, ?)"
                  + " ON CONFLICT (target) DO UPDATE SET body = excluded.body",
              target,
              state);
          incidents.forEach(this::insert);
          notifications.forEach(this::insert);
          if (!incidents.isEmpty() || !notifications.isEmpty()) {
            deleteOldest();
          }
        });
  }

  @Override
  public List<IncidentRecord> incidents(int limit) {
    return database.query(
        WatchTables::incident,
        "SELECT * FROM incident ORDER BY opened_at DESC, id DESC LIMIT ?",
        limit);
  }

  @Override
  public List<IncidentRecord> incidents(String target, int limit) {
    return database.query(
        WatchTables::incident,
        "SELECT * FROM incident WHERE target = ? ORDER BY opened_at DESC, id DESC LIMIT ?",
        target,
        limit);
  }

  @Override
  public void save(SilenceRecord silence) {
    database.transaction(
        () -> {
          database.update(
              SAVE_SILENCE,
              silence.id(),
              silence.target(),
              silence.startsAt().toEpochMilli(),
              silence.endsAt().toEpochMilli(),
              silence.author(),
              silence.reason());
          database.update(
              "DELETE FROM silence WHERE ends_at < ? AND id NOT IN"
                  + " (SELECT id FROM silence ORDER BY starts_at DESC, id DESC LIMIT ?)",
              silence.startsAt().toEpochMilli(),
              KEPT_SILENCES);
        });
  }

  @Override
  public List<SilenceRecord> silences(int limit) {
    return database.query(
        WatchTables::silence,
        "SELECT * FROM silence ORDER BY starts_at DESC, id DESC LIMIT ?",
        limit);
  }

  @Override
  public List<NotificationRecord> due(String route, Instant now, int limit) {
    return database.query(
        WatchTables::notification,
        "SELECT * FROM notification WHERE state = 'PENDING' AND route = ? AND due_at <= ?"
            + " ORDER BY id LIMIT ?",
        route,
        now.toEpochMilli(),
        limit);
  }

  @Override
  public void update(List<NotificationRecord> attempted) {
    database.transaction(
        () ->
            attempted.forEach(
                one ->
                    database.update(
                        "UPDATE notification SET due_at = ?, attempts = ?, state = ?, error = ?"
                            + " WHERE id = ?",
                        one.dueAt().toEpochMilli(),
                        one.attempts(),
                        one.state().name(),
                        one.error(),
                        one.id())));
  }

  @Override
  public List<NotificationRecord> notifications(int limit) {
    return database.query(
        WatchTables::notification, "SELECT * FROM notification ORDER BY id DESC LIMIT ?", limit);
  }

  @Override
  public Map<String, NotificationRecord> lastAttempts() {
    var last = new HashMap<String, NotificationRecord>();
    database
        .query(
            WatchTables::notification,
            "SELECT * FROM notification WHERE id IN (SELECT max(id) FROM notification"
                + " WHERE state <> 'PENDING' OR attempts > 0 GROUP BY route)")
        .forEach(one -> last.put(one.route(), one));
    return last;
  }

  @Override
  public Map<String, Integer> pending() {
    var pending = new HashMap<String, Integer>();
    database
        .query(
            row -> Map.entry(row.getString("route"), row.getInt("number")),
            "SELECT route, count(*) AS number FROM notification WHERE state = 'PENDING'"
                + " GROUP BY route")
        .forEach(entry -> pending.put(entry.getKey(), entry.getValue()));
    return pending;
  }

  private void insert(IncidentRecord incident) {
    database.update(
        SAVE_INCIDENT,
        incident.id(),
        incident.target(),
        incident.openedAt().toEpochMilli(),
        incident.closedAt().map(Instant::toEpochMilli),
        incident.body());
  }

  private void insert(NotificationRecord added) {
    database.update(
        ADD_NOTIFICATION,
        added.route(),
        added.createdAt().toEpochMilli(),
        added.dueAt().toEpochMilli(),
        added.attempts(),
        added.state().name(),
        added.error(),
        added.body());
  }

  private void deleteOldest() {
    database.update(
        "DELETE FROM notification WHERE state <> 'PENDING'"
            + " AND id <= (SELECT max(id) FROM notification) - ?",
        KEPT_NOTIFICATIONS);
    database.update(
        "DELETE FROM incident WHERE closed_at IS NOT NULL AND id NOT IN"
            + " (SELECT id FROM incident ORDER BY opened_at DESC, id DESC LIMIT ?)",
        KEPT_INCIDENTS);
  }

  private static IncidentRecord incident(ResultSet row) throws SQLException {
    long closedAt = row.getLong("closed_at");
    var closed =
        row.wasNull()
            ? Optional.<Instant>empty()
            : Optional.of(closedAt).map(Instant::ofEpochMilli);
    return new IncidentRecord(
        row.getString("id"),
        row.getString("target"),
        Instant.ofEpochMilli(row.getLong("opened_at")),
        closed,
        row.getString("body"));
  }

  private static SilenceRecord silence(ResultSet row) throws SQLException {
    return new SilenceRecord(
        row.getString("id"),
        row.getString("target"),
        Instant.ofEpochMilli(row.getLong("starts_at")),
        Instant.ofEpochMilli(row.getLong("ends_at")),
        row.getString("author"),
        row.getString("reason"));
  }

  private static NotificationRecord notification(ResultSet row) throws SQLException {
    return new NotificationRecord(
        row.getLong("id"),
        row.getString("route"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        Instant.ofEpochMilli(row.getLong("due_at")),
        row.getInt("attempts"),
        NotificationRecord.State.valueOf(row.getString("state")),
        row.getString("error"),
        row.getString("body"));
  }
}
