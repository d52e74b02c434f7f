package dev.parallax.store.sqlite;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.store.AuditLine;
import dev.parallax.store.DamagedStoreException;
import dev.parallax.store.ForeignStoreException;
import dev.parallax.store.IncompatibleStoreException;
import dev.parallax.store.OperatorRecord;
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
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The store: one SQLite file with a write-ahead log, flushed to the disk at each commit. */
public final class SqliteStore implements Store {
  private static final int PAGE_BYTES = 4_096;
  private static final Duration CHECK_TIME = Duration.ofSeconds(10);

  private final Database database;
  private final SweepTables sweeps;
  private final RoundTables rounds;
  private final FleetTables fleet;
  private final OperatorTable operators;
  private final HistoryTable history;
  private final WatchTables watches;
  private final AuditTable audit;
  private final RetentionTables retention;

  private SqliteStore(Database database) {
    this.database = database;
    this.rounds = new RoundTables(database);
    this.sweeps = new SweepTables(database, rounds);
    this.fleet = new FleetTables(database);
    this.operators = new OperatorTable(database);
    this.history = new HistoryTable(database);
    this.watches = new WatchTables(database);
    this.audit = new AuditTable(database);
    this.retention = new RetentionTables(database);
  }

  /**
   * Opens or creates the file, and migrates a file of an older version.
   *
   * @throws DamagedStoreException when its pages are inconsistent; it is not modified
   * @throws IncompatibleStoreException when it is from a newer version; it is not modified
   * @throws ForeignStoreException when it is from another program; it is not modified
   */
  public static SqliteStore open(Path file) {
    return open(file, Long.MAX_VALUE);
  }

  /**
   * As {@link #open(Path)}, with a maximum size of the file.
   *
   * @param maxBytes the database without its log, rounded up to a whole page of 4 KiB
   */
  public static SqliteStore open(Path file, long maxBytes) {
    IntegrityCheck.run(file, CHECK_TIME);
    var database = Database.open(file);
    try {
      Migrations.checkedVersion(database);
      configure(database, maxBytes);
      Migrations.run(database);
      return new SqliteStore(database);
    } catch (RuntimeException refused) {
      database.close();
      throw refused;
    }
  }

  @Override
  public void save(Sweep header, boolean complete, List<TargetVerdicts> verdicts) {
    sweeps.save(header, complete, verdicts);
  }

  @Override
  public void begin(Sweep header, RoundPlan round, String request) {
    sweeps.begin(header, round, request);
  }

  @Override
  public Optional<String> request(SweepId sweep) {
    return rounds.request(sweep);
  }

  @Override
  public WatchStore watches() {
    return watches;
  }

  @Override
  public RetentionStore retention() {
    return retention;
  }

  @Override
  public List<RoundPlan> rounds(SweepId sweep) {
    return rounds.of(sweep);
  }

  @Override
  public void seal(Sweep header, List<TargetVerdicts> verdicts, Collection<Observation> checked) {
    sweeps.seal(header, verdicts, checked);
  }

  @Override
  public boolean isComplete(SweepId sweep) {
    return sweeps.isComplete(sweep);
  }

  @Override
  public Set<TrialKey> add(List<Observation> observations) {
    return sweeps.add(observations);
  }

  @Override
  public void addLate(Observation observation) {
    rounds.addLate(observation);
  }

  @Override
  public Usage usage(SweepId sweep, VantageId vantage) {
    return rounds.usage(sweep, vantage);
  }

  @Override
  public Optional<StoredSweep> sweep(SweepId id) {
    return sweeps.sweep(id);
  }

  @Override
  public List<Observation> observations(SweepId sweep) {
    return sweeps.observations(sweep);
  }

  @Override
  public Optional<SweepId> lastSweep() {
    return sweeps.lastSweep();
  }

  @Override
  public List<StoredSweepSummary> sweeps(int limit) {
    return sweeps.sweeps(limit);
  }

  @Override
  public List<StoredVerdicts> verdicts(int limit) {
    return sweeps.verdicts(limit);
  }

  @Override
  public Optional<Instant> startOf(SweepId id) {
    return history.startOf(id);
  }

  @Override
  public List<StoredVerdicts> verdictsOn(String target, Instant before, int limit) {
    return history.verdictsOn(target, before, limit);
  }

  @Override
  public List<SweepId> incomplete() {
    return sweeps.incomplete();
  }

  @Override
  public void saveToken(TokenRecord token) {
    fleet.saveToken(token);
  }

  @Override
  public Optional<TokenRecord> token(String id) {
    return fleet.token(id);
  }

  @Override
  public List<TokenRecord> tokens() {
    return fleet.tokens();
  }

  @Override
  public boolean useToken(String id, Instant now) {
    return fleet.useToken(id, now);
  }

  @Override
  public boolean revokeToken(String id) {
    return database.withReserve(() -> fleet.revokeToken(id));
  }

  @Override
  public void saveVantage(VantageRecord vantage) {
    fleet.saveVantage(vantage);
  }

  @Override
  public Optional<VantageRecord> vantage(VantageId id) {
    return fleet.vantage(id);
  }

  @Override
  public List<VantageRecord> vantages() {
    return fleet.vantages();
  }

  @Override
  public void seen(VantageId id, Instant at) {
    fleet.seen(id, at);
  }

  @Override
  public boolean renewVantage(VantageId id, String enrolment, Instant certificateNotAfter) {
    return fleet.renewVantage(id, enrolment, certificateNotAfter);
  }

  @Override
  public OptionalLong nextGeneration(VantageId id, String enrolment) {
    return fleet.nextGeneration(id, enrolment);
  }

  @Override
  public void generationUsed(VantageId id, String enrolment, long generation) {
    fleet.generationUsed(id, enrolment, generation);
  }

  @Override
  public boolean isSuperseded(VantageId id, String enrolment, long generation) {
    return fleet.isSuperseded(id, enrolment, generation);
  }

  @Override
  public void addOperator(OperatorRecord operator) {
    operators.add(operator);
  }

  @Override
  public List<OperatorRecord> operators() {
    return operators.all();
  }

  @Override
  public Optional<OperatorRecord> operator(String serial) {
    return operators.find(serial);
  }

  @Override
  public boolean revokeOperator(String serial) {
    return operators.revoke(serial);
  }

  @Override
  public boolean revokeVantage(VantageId id) {
    return database.withReserve(() -> fleet.revokeVantage(id));
  }

  @Override
  public void audit(Instant at, String actor, String action) {
    var _ = database.withReserve(() -> audit.add(at, actor, action));
  }

  @Override
  public List<AuditLine> auditLines(int limit) {
    return audit.last(limit);
  }

  @Override
  public Optional<String> writeTrouble() {
    return database.writeTrouble();
  }

  @Override
  public void checkWritable() {
    database.transaction(
        () -> {
          database.update("CREATE TABLE write_check (at INTEGER)");
          database.update("DROP TABLE write_check");
        });
  }

  @Override
  public void close() {
    database.close();
  }

  private static void configure(Database database, long maxBytes) {
    // Of an existing file it stays as it is.
    database.pragma("auto_vacuum = INCREMENTAL");
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("busy_timeout = 5000");
    database.pragma("max_page_count = " + pages(maxBytes));
  }

  private static long pages(long bytes) {
    return Math.min(Math.ceilDiv(bytes, PAGE_BYTES), Database.MOST_PAGES);
  }
}
