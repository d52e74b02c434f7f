package dev.parallax.store.postgres;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.relay.AgentOrder;
import dev.parallax.store.relay.AgentPresence;
import dev.parallax.store.relay.RelayStore;
import dev.parallax.store.relay.RelayedBatch;
import dev.parallax.store.sql.Blobs;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the coordinators on one database write for each other, in tables. */
final class RelayTables implements RelayStore {
  /** A coordinator that has not extended its lease for this long has no agents. */
  static final Duration SILENCE = Duration.ofSeconds(6);

  private static final String PUBLISH =
      """
      INSERT INTO link (vantage, coordinator, generation, draining, changed_at, vantage_facts)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (vantage) DO UPDATE SET coordinator = excluded.coordinator,
        generation = excluded.generation, draining = excluded.draining,
        changed_at = excluded.changed_at, vantage_facts = excluded.vantage_facts
      WHERE link.generation <= excluded.generation\
      """;
  private static final String ELSEWHERE =
      """
      SELECT generation, draining, changed_at, vantage_facts FROM link
      JOIN lease ON lease.name = link.coordinator
      WHERE coordinator <> ? AND ends_at > clock_timestamp() + ? * interval '1 ms'
      ORDER BY vantage\
      """;

  private final PostgresDatabase database;
  private final String self;
  private final Duration lease;
  private final SweepOwners owners;
  private final OrderTable orders;
  private final BatchTable batches;
  private final MaintenanceLease maintenance;
  private final Doorbell doorbell;
  private final InstantSource clock;

  /** Reads the observations of a range of rows. */
  interface RowReader {
    List<Observation> read(SweepId sweep, long firstRow, long lastRow);
  }

  private final RowReader rows;

  /**
   * @param self the name of this coordinator
   * @param lease the length of the leases of all coordinators
   */
  RelayTables(
      PostgresDatabase database,
      String self,
      Duration lease,
      SweepOwners owners,
      RowReader rows,
      DatabaseAddress address,
      InstantSource clock) {
    this.database = database;
    this.self = self;
    this.lease = lease;
    this.owners = owners;
    this.rows = rows;
    this.clock = clock;
    this.orders = new OrderTable(database, self);
    this.batches = new BatchTable(database, self);
    this.maintenance = new MaintenanceLease(database, self);
    this.doorbell = new Doorbell(database, address);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public List<SweepId> orphans() {
    return owners.orphans();
  }

  @Override
  public boolean adopt(SweepId sweep) {
    return owners.adopt(sweep);
  }

  @Override
  public boolean isElsewhere(SweepId sweep) {
    return owners.isElsewhere(sweep);
  }

  @Override
  public void close(SweepId sweep) {
    owners.close(sweep);
  }

  @Override
  public long nextGeneration() {
    return database.query(row -> row.getLong(1), "SELECT nextval('link_generation')").getFirst();
  }

  @Override
  public void publish(Collection<AgentPresence> changed, Collection<VantageId> gone) {
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

  @Override
  public List<AgentPresence> elsewhere() {
    return database.query(RelayTables::presence, ELSEWHERE, self, lease.minus(SILENCE).toMillis());
  }

  @Override
  public void send(Collection<AgentOrder> sent) {
    orders.send(sent);
  }

  @Override
  public List<AgentOrder> orders() {
    return orders.own();
  }

  @Override
  public void passedOn(Collection<AgentOrder> delivered) {
    orders.delete(delivered);
  }

  @Override
  public void forward(Collection<RelayedBatch> arrived) {
    batches.add(arrived);
  }

  @Override
  public List<RelayedBatch.Numbered> batches(SweepId sweep, Map<String, Long> after) {
    return batches.of(sweep, after);
  }

  @Override
  public List<Observation> observations(SweepId sweep, RelayedBatch.Rows range) {
    return rows.read(sweep, range.firstRow(), range.lastRow());
  }

  @Override
  public boolean maintains() {
    return maintenance.isHeld();
  }

  @Override
  public void ring() {
    doorbell.ring();
  }

  @Override
  public void listen(Runnable rung) throws InterruptedException {
    doorbell.listen(rung);
  }

  private Object[] row(AgentPresence present) {
    return new Object[] {
      present.vantage().id().name(),
      self,
      present.generation(),
      present.draining(),
      clock.millis(),
      Blobs.of(present.vantage())
    };
  }

  private static AgentPresence presence(ResultSet row) throws SQLException {
    return new AgentPresence(
        row.getLong("generation"),
        Blobs.vantage(row.getBytes("vantage_facts")),
        row.getBoolean("draining"),
        Instant.ofEpochMilli(row.getLong("changed_at")));
  }
}
