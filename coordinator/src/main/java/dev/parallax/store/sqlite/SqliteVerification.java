package dev.parallax.store.sqlite;

import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.sweep.Round;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.store.StoreFindings;
import dev.parallax.store.failure.StoreException;
import dev.parallax.store.sql.Blobs;
import dev.parallax.store.sql.FleetTables;
import dev.parallax.store.sql.OperatorTable;
import dev.parallax.text.Printable;
import dev.parallax.wire.Wire;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads all of a database: the pages, and each row by the rules of this program. Changes nothing; a
 * coordinator may write at the same time.
 */
public final class SqliteVerification {
  private static final byte[] NO_ADDRESS = {};

  private final Database database;
  private final List<String> findings = new ArrayList<>();

  /** The hash of each plan, by sweep and round; from the headers. */
  private final Map<String, String> planHashes = new HashMap<>();

  private long sweeps;
  private long observations;
  private long verdicts;

  private SqliteVerification(Database database) {
    this.database = database;
  }

  /**
   * Checks a database file.
   *
   * @throws StoreException when it is absent, no database, foreign or from a newer version
   */
  public static StoreFindings of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new StoreException("no database to verify, got: " + file);
    }
    try (var database = Database.openForReading(file)) {
      return new SqliteVerification(database).run();
    }
  }

  private StoreFindings run() {
    int version = Migrations.checkedVersion(database);
    checked("pages", this::pages);
    if (findings.isEmpty()) {
      database.update("BEGIN");
      checked("rows", () -> rows(version));
      database.update("ROLLBACK");
    }
    return new StoreFindings(sweeps, observations, verdicts, findings);
  }

  private void pages() {
    database.read(
        row -> {
          if (!row.getString(1).equals("ok")) {
            add("pages: " + row.getString(1).replaceAll("\\s+", " "));
          }
        },
        "PRAGMA integrity_check(" + StoreFindings.MOST + ")");
  }

  /** In one transaction, so that all tables are of the same moment. */
  private void rows(int version) {
    database.read(this::sweep, "SELECT id, header FROM sweep");
    database.read(
        this::verdicts,
        "SELECT verdicts.sweep AS sweep, position, body, sweep.complete AS complete FROM verdicts"
            + " LEFT JOIN sweep ON sweep.id = verdicts.sweep");
    database.read(this::observation, "SELECT * FROM observation");
    if (version > 1) {
      database.read(this::plan, "SELECT sweep, round, plan FROM round_plan");
      database.read(
          this::centralCheck,
          "SELECT central_check.observation AS row, central_check.body AS body,"
              + " observation.sweep AS sweep FROM central_check"
              + " LEFT JOIN observation ON observation.rowid = central_check.observation");
    }
    if (version > 2) {
      checked("table vantage", () -> new FleetTables(database).vantages());
      checked("table token", () -> new FleetTables(database).tokens());
      checked("table operator", () -> new OperatorTable(database).all());
    }
  }

  private void sweep(ResultSet row) throws SQLException {
    sweeps++;
    var id = row.getString("id");
    var header = row.getBytes("header");
    checked("sweep " + id, () -> header(id, Blobs.sweep(header)));
  }

  private void header(String id, Sweep header) {
    expect(header.id().value().equals(id), "its header names sweep " + header.id());
    for (Round round : header.rounds()) {
      planHashes.put(id + "/" + round.number(), round.planHash());
    }
  }

  private void verdicts(ResultSet row) throws SQLException {
    verdicts++;
    var name = "verdicts " + row.getInt("position") + " of sweep " + row.getString("sweep");
    boolean complete = row.getBoolean("complete");
    boolean orphan = row.wasNull();
    var body = row.getBytes("body");
    checked(
        name,
        () -> {
          Blobs.verdicts(body);
          expect(!orphan, "there is no such sweep");
          expect(complete, "the sweep is not complete");
        });
  }

  private void observation(ResultSet row) throws SQLException {
    observations++;
    var sweep = row.getString("sweep");
    var body = row.getBytes("body");
    var columns =
        new Columns(
            sweep,
            row.getInt("round"),
            row.getString("target"),
            row.getString("vantage"),
            row.getString("arm"),
            row.getString("variant"),
            row.getInt("trial"));
    var address = row.getBytes("address");
    checked(
        "observation of sweep " + sweep + ", vantage " + columns.vantage,
        () -> {
          var key = Blobs.observation(body).key();
          var bytes = key.address().map(InetAddress::getAddress).orElse(NO_ADDRESS);
          expect(
              Columns.of(key).equals(columns) && Arrays.equals(bytes, address),
              "its key differs from its columns: " + key);
        });
  }

  private void plan(ResultSet row) throws SQLException {
    var round = row.getString("sweep") + "/" + row.getInt("round");
    var plan = row.getBytes("plan");
    checked(
        "plan of sweep " + round,
        () -> {
          Wire.plan(plan);
          var hash = planHashes.get(round);
          expect(
              hash == null || hash.equals(Wire.planHash(plan)),
              "its hash differs from that in the header of the sweep");
        });
  }

  private void centralCheck(ResultSet row) throws SQLException {
    var name = "central check of observation row " + row.getLong("row");
    var sweep = row.getString("sweep");
    var body = row.getBytes("body");
    checked(
        name,
        () -> {
          Blobs.centralCheck(body);
          expect(sweep != null, "there is no such observation");
        });
  }

  private void checked(String name, Runnable check) {
    try {
      check.run();
    } catch (RuntimeException wrong) {
      add(name + ": " + Printable.message(wrong));
    }
  }

  private void add(String finding) {
    if (findings.size() < StoreFindings.MOST) {
      findings.add(Printable.of(finding));
    }
  }

  private static void expect(boolean holds, String otherwise) {
    if (!holds) {
      throw new StoreException(otherwise);
    }
  }

  /** The columns of an observation's key. */
  private record Columns(
      String sweep,
      int round,
      String target,
      String vantage,
      String arm,
      String variant,
      int trial) {
    static Columns of(TrialKey key) {
      return new Columns(
          key.sweep().value(),
          key.round(),
          key.target(),
          key.vantage().name(),
          key.arm().word(),
          key.variant(),
          key.trial());
    }
  }
}
