package dev.parallax.store.sql;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.store.AuditLine;
import dev.parallax.store.OperatorRecord;
import dev.parallax.store.OutletStore;
import dev.parallax.store.RetentionStore;
import dev.parallax.store.RoundPlan;
import dev.parallax.store.Store;
import dev.parallax.store.StoredSweep;
import dev.parallax.store.StoredSweepSummary;
import dev.parallax.store.StoredVerdicts;
import dev.parallax.store.TokenRecord;
import dev.parallax.store.Usage;
import dev.parallax.store.VantageRecord;
import dev.parallax.store.WatchStore;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A store over the tables of a relational database. */
public abstract class SqlStore implements Store {
  private final SqlDatabase database;
  private final ObservationTable observations;
  private final SweepTables sweeps;
  private final RoundTables rounds;
  private final FleetTables fleet;
  private final OperatorTable operators;
  private final HistoryTable history;
  private final WatchTables watches;
  private final AuditTable audit;
  private final RetentionTables retention;
  private final OutletTable outlet;

  /**
   * @param database with all tables
   */
  protected SqlStore(SqlDatabase database) {
    this(database, SweepSharing.NONE);
  }

  /**
   * @param database with all tables
   * @param sharing what the coordinators of the database do besides
   */
  protected SqlStore(SqlDatabase database, SweepSharing sharing) {
    this.database = database;
    this.rounds = new RoundTables(database);
    this.observations = new ObservationTable(database, sharing);
    this.sweeps = new SweepTables(database, rounds, observations, sharing);
    this.fleet = new FleetTables(database);
    this.operators = new OperatorTable(database);
    this.history = new HistoryTable(database);
    this.watches = new WatchTables(database);
    this.audit = new AuditTable(database);
    this.retention = new RetentionTables(database);
    this.outlet = new OutletTable(database, () -> relays().exports());
  }

  @Override
  public final void save(Sweep header, boolean complete, List<TargetVerdicts> verdicts) {
    sweeps.save(header, complete, verdicts);
  }

  @Override
  public final void begin(Sweep header, RoundPlan round, String request) {
    sweeps.begin(header, round, request);
  }

  @Override
  public final Optional<String> request(SweepId sweep) {
    return rounds.request(sweep);
  }

  @Override
  public final WatchStore watches() {
    return watches;
  }

  @Override
  public final OutletStore outlet() {
    return outlet;
  }

  @Override
  public final RetentionStore retention() {
    return retention;
  }

  @Override
  public final List<RoundPlan> rounds(SweepId sweep) {
    return rounds.of(sweep);
  }

  @Override
  public final void seal(
      Sweep header, List<TargetVerdicts> verdicts, Collection<Observation> checked) {
    sweeps.seal(header, verdicts, checked);
  }

  @Override
  public final boolean isComplete(SweepId sweep) {
    return sweeps.isComplete(sweep);
  }

  @Override
  public final Set<TrialKey> add(List<Observation> added) {
    return observations.add(added);
  }

  @Override
  public final void addLate(Observation observation) {
    rounds.addLate(observation);
  }

  @Override
  public final Usage usage(SweepId sweep, VantageId vantage) {
    return rounds.usage(sweep, vantage);
  }

  @Override
  public final Optional<StoredSweep> sweep(SweepId id) {
    return sweeps.sweep(id);
  }

  @Override
  public final List<Observation> observations(SweepId sweep) {
    return observations.of(sweep);
  }

  /** The observations of a sweep in a range of rows, without their central checks. */
  protected final List<Observation> observations(SweepId sweep, long firstRow, long lastRow) {
    return observations.of(sweep, firstRow, lastRow);
  }

  @Override
  public final Optional<SweepId> lastSweep() {
    return sweeps.lastSweep();
  }

  @Override
  public final List<StoredSweepSummary> sweeps(int limit) {
    return sweeps.sweeps(limit);
  }

  @Override
  public final List<StoredVerdicts> verdicts(int limit) {
    return sweeps.verdicts(limit);
  }

  @Override
  public final Optional<Instant> startOf(SweepId id) {
    return history.startOf(id);
  }

  @Override
  public final List<StoredVerdicts> verdictsOn(String target, Instant before, int limit) {
    return history.verdictsOn(target, before, limit);
  }

  @Override
  public final List<SweepId> incomplete() {
    return sweeps.incomplete();
  }

  @Override
  public final void saveToken(TokenRecord token) {
    fleet.saveToken(token);
  }

  @Override
  public final Optional<TokenRecord> token(String id) {
    return fleet.token(id);
  }

  @Override
  public final List<TokenRecord> tokens() {
    return fleet.tokens();
  }

  @Override
  public final boolean useToken(String id, Instant now) {
    return fleet.useToken(id, now);
  }

  @Override
  public final boolean revokeToken(String id) {
    return database.withReserve(() -> fleet.revokeToken(id));
  }

  @Override
  public final void saveVantage(VantageRecord vantage) {
    fleet.saveVantage(vantage);
  }

  @Override
  public final Optional<VantageRecord> vantage(VantageId id) {
    return fleet.vantage(id);
  }

  @Override
  public final List<VantageRecord> vantages() {
    return fleet.vantages();
  }

  @Override
  public final void seen(VantageId id, Instant at) {
    fleet.seen(id, at);
  }

  @Override
  public final boolean renewVantage(VantageId id, String enrolment, Instant certificateNotAfter) {
    return fleet.renewVantage(id, enrolment, certificateNotAfter);
  }

  @Override
  public final OptionalLong nextGeneration(VantageId id, String enrolment) {
    return fleet.nextGeneration(id, enrolment);
  }

  @Override
  public final void generationUsed(VantageId id, String enrolment, long generation) {
    fleet.generationUsed(id, enrolment, generation);
  }

  @Override
  public final boolean isSuperseded(VantageId id, String enrolment, long generation) {
    return fleet.isSuperseded(id, enrolment, generation);
  }

  @Override
  public final void addOperator(OperatorRecord operator) {
    operators.add(operator);
  }

  @Override
  public final List<OperatorRecord> operators() {
    return operators.all();
  }

  @Override
  public final Optional<OperatorRecord> operator(String serial) {
    return operators.find(serial);
  }

  @Override
  public final boolean revokeOperator(String serial) {
    return operators.revoke(serial);
  }

  @Override
  public final boolean revokeVantage(VantageId id) {
    return database.withReserve(() -> fleet.revokeVantage(id));
  }

  @Override
  public final void audit(Instant at, String actor, String action) {
    var _ = database.withReserve(() -> audit.add(at, actor, action));
  }

  @Override
  public final List<AuditLine> auditLines(int limit) {
    return audit.last(limit);
  }

  @Override
  public final Optional<String> writeTrouble() {
    return database.writeTrouble();
  }
}
