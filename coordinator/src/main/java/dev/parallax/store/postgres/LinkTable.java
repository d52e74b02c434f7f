package dev.parallax.store.postgres;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.relay.AgentPresence;
import dev.parallax.store.relay.NewerStream;
import dev.parallax.store.sql.Blobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which agents are connected to which coordinator: a row for each connected vantage. */
final class LinkTable {
  private static final String PUBLISH =
      """
      INSERT INTO link (vantage, coordinator, generation, instance, answered, draining, changed_at,
        vantage_facts)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (vantage) DO UPDATE SET coordinator = excluded.coordinator,
        generation = excluded.generation, instance = excluded.instance,
        answered = excluded.answered, draining = excluded.draining,
        changed_at = excluded.changed_at, vantage_facts = excluded.vantage_facts
      WHERE link.generation <= excluded.generation\
      """;
  private static final String OF_THE_LIVING =
      """
       FROM link JOIN lease ON lease.name = link.coordinator
      WHERE coordinator <> ? AND ends_at > clock_timestamp() + ? * interval '1 ms'\
      """;
  private static final String ELSEWHERE =
      "SELECT generation, instance, answered, draining, changed_at, vantage_facts"
          + OF_THE_LIVING
          + " ORDER BY vantage";
  private static final String NEWER =
      "SELECT generation, instance, answered, holder" + OF_THE_LIVING + " AND vantage = ?";

  private final PostgresDatabase database;
  private final String self;
  private final Duration shortest;
  private final InstantSource clock;

  /**
   * @param self the name of this coordinator
   * @param shortest the remaining time of the lease of a living coordinator
   */
  LinkTable(PostgresDatabase database, String self, Duration shortest, InstantSource clock) {
    this.database = database;
    this.self = self;
    this.shortest = shortest;
    this.clock = clock;
  }

  long nextGeneration() {
    return database.query(row -> row.getLong(1), "SELECT nextval('link_generation')").getFirst();
  }

  void publish(Collection<AgentPresence> changed, Collection<VantageId> gone) {
    database.idempotent(
        () -> {
          if (!changed.isEmpty()) {
            database.batch(PUBLISH, changed.stream().map(this::row).toList());
          }
          if (!gone.isEmpty()) {
            database.batch(
                "DELETE FROM link WHERE vantage = ? AND coordinator = ?",
                gone.stream()
                    .<Object[]>map(vantage -> new Object[] {vantage.name(), self})
                    .toList());
          }
        });
  }

  Map<VantageId, Optional<NewerStream>> replaced(Collection<VantageId> published) {
    var replaced = new HashMap<VantageId, Optional<NewerStream>>();
    if (published.isEmpty() || count() == published.size()) {
      return replaced;
    }
    var missing = new HashSet<>(published);
    missing.removeAll(own());
    missing.forEach(vantage -> replaced.put(vantage, newer(vantage)));
    return replaced;
  }

  List<AgentPresence> elsewhere() {
    return database.query(LinkTable::presence, ELSEWHERE, self, shortest.toMillis());
  }

  private long count() {
    return database
        .query(row -> row.getLong(1), "SELECT count(*) FROM link WHERE coordinator = ?", self)
        .getFirst();
  }

  private List<VantageId> own() {
    return database.query(
        row -> new VantageId(row.getString(1)),
        "SELECT vantage FROM link WHERE coordinator = ?",
        self);
  }

  private Optional<NewerStream> newer(VantageId vantage) {
    return database
        .query(
            row ->
                new NewerStream(
                    row.getLong("generation"),
                    row.getString("instance"),
                    row.getBoolean("answered"),
                    row.getString("holder")),
            NEWER,
            self,
            shortest.toMillis(),
            vantage.name())
        .stream()
        .findFirst();
  }

  private Object[] row(AgentPresence present) {
    return new Object[] {
      present.vantage().id().name(),
      self,
      present.generation(),
      present.instance(),
      present.answered(),
      present.draining(),
      clock.millis(),
      Blobs.of(present.vantage())
    };
  }

  private static AgentPresence presence(ResultSet row) throws SQLException {
    return new AgentPresence(
        row.getLong("generation"),
        row.getString("instance"),
        row.getBoolean("answered"),
        Blobs.vantage(row.getBytes("vantage_facts")),
        row.getBoolean("draining"),
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }
}
