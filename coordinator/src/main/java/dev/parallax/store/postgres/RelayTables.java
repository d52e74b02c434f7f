package dev.parallax.store.postgres;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.relay.AgentOrder;
import dev.parallax.store.relay.AgentPresence;
import dev.parallax.store.relay.NewerStream;
import dev.parallax.store.relay.RelayStore;
import dev.parallax.store.relay.RelayedBatch;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the coordinators on one database write for each other, in tables. */
final class RelayTables implements RelayStore {
  /** A coordinator that has not extended its lease for this long has no agents. */
  static final Duration SILENCE = Duration.ofSeconds(6);

  private final SweepOwners owners;
  private final LinkTable links;
  private final OrderTable orders;
  private final BatchTable batches;
  private final MaintenanceLease maintenance;
  private final TaskLease export;
  private final Doorbell doorbell;

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
    this.owners = owners;
    this.rows = rows;
    this.links = new LinkTable(database, self, lease.minus(SILENCE), clock);
    this.orders = new OrderTable(database, self);
    this.batches = new BatchTable(database, self);
    this.maintenance = new MaintenanceLease(database, self);
    this.export = new TaskLease(database, TaskLease.OUTLET, self);
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
    return links.nextGeneration();
  }

  @Override
  public void publish(Collection<AgentPresence> changed, Collection<VantageId> gone) {
    links.publish(changed, gone);
  }

  @Override
  public Map<VantageId, Optional<NewerStream>> replaced(Collection<VantageId> published) {
    return links.replaced(published);
  }

  @Override
  public List<AgentPresence> elsewhere() {
    return links.elsewhere();
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
  public boolean exports() {
    return export.isHeld();
  }

  @Override
  public void ring() {
    doorbell.ring();
  }

  @Override
  public void listen(Runnable rung) throws InterruptedException {
    doorbell.listen(rung);
  }
}
