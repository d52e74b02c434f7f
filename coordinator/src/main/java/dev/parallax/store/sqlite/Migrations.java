package dev.parallax.store.sqlite;

import dev.parallax.store.failure.ForeignStoreException;
import dev.parallax.store.failure.IncompatibleStoreException;
import dev.parallax.text.Printable;
import java.util.List;

/** Brings a database file to the version this program works with. */
final class Migrations {
  /** "PLX1": in the header of the file. */
  static final int APPLICATION_ID = 0x504c5831;

  private static final int NAME_SHOWN = 64;

  /**
   * Each migrates a file from the version of its index to the next; the list is only appended to.
   */
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE sweep (
                id TEXT PRIMARY KEY,
                started_at INTEGER NOT NULL,
                complete INTEGER NOT NULL,
                header BLOB NOT NULL
              ) WITHOUT ROWID\
              """,
              "CREATE INDEX sweep_by_start ON sweep (started_at, id)",
              """
              CREATE TABLE verdicts (
                sweep TEXT NOT NULL,
                position INTEGER NOT NULL,
                body BLOB NOT NULL,
                PRIMARY KEY (sweep, position)
              ) WITHOUT ROWID\
              """,
              """
              CREATE TABLE observation (
                sweep TEXT NOT NULL,
                round INTEGER NOT NULL,
                target TEXT NOT NULL,
                vantage TEXT NOT NULL,
                arm TEXT NOT NULL,
                variant TEXT NOT NULL,
                address BLOB NOT NULL,
                trial INTEGER NOT NULL,
                body BLOB NOT NULL,
                UNIQUE (sweep, round, target, vantage, arm, variant, address, trial)
              )\
              """,
              """
              CREATE TABLE token (
                id TEXT PRIMARY KEY,
                secret_hash BLOB NOT NULL,
                labels TEXT NOT NULL,
                uses_left INTEGER NOT NULL,
                expires_at INTEGER NOT NULL,
                revoked INTEGER NOT NULL
              ) WITHOUT ROWID\
              """,
              """
              CREATE TABLE vantage (
                name TEXT PRIMARY KEY,
                labels TEXT NOT NULL,
                enrolment TEXT NOT NULL,
                enrolled_at INTEGER NOT NULL,
                certificate_not_after INTEGER NOT NULL,
                last_seen INTEGER,
                revoked INTEGER NOT NULL
              ) WITHOUT ROWID\
              """,
              "CREATE TABLE audit (at INTEGER NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL)"),
          List.of(
              """
              CREATE TABLE round_plan (
                sweep TEXT NOT NULL,
                round INTEGER NOT NULL,
                plan BLOB NOT NULL,
                vantages TEXT NOT NULL,
                PRIMARY KEY (sweep, round)
              ) WITHOUT ROWID\
              """,
              "CREATE TABLE central_check (observation INTEGER PRIMARY KEY, body BLOB NOT NULL)",
              "CREATE TABLE late_observation (sweep TEXT NOT NULL, body BLOB NOT NULL)"),
          List.of(
              "ALTER TABLE vantage ADD COLUMN issued_generation INTEGER NOT NULL DEFAULT 0",
              "ALTER TABLE vantage ADD COLUMN used_generation INTEGER NOT NULL DEFAULT 0",
              """
              CREATE TABLE operator (
                serial TEXT PRIMARY KEY,
                name TEXT NOT NULL,
                not_after INTEGER NOT NULL,
                revoked INTEGER NOT NULL
              ) WITHOUT ROWID\
              """),
          List.of(
              """
              CREATE TABLE look (
                sweep TEXT PRIMARY KEY,
                target TEXT NOT NULL,
                kept INTEGER NOT NULL
              ) WITHOUT ROWID\
              """,
              """
              CREATE TABLE watch_state (target TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID\
              """,
              """
              CREATE TABLE incident (
                id TEXT PRIMARY KEY,
                target TEXT NOT NULL,
                opened_at INTEGER NOT NULL,
                closed_at INTEGER,
                body TEXT NOT NULL
              ) WITHOUT ROWID\
              """,
              "CREATE INDEX incident_by_opening ON incident (opened_at, id)",
              """
              CREATE TABLE notification (
                id INTEGER PRIMARY KEY AUTOINCREMENT,
                route TEXT NOT NULL,
                created_at INTEGER NOT NULL,
                due_at INTEGER NOT NULL,
                attempts INTEGER NOT NULL,
                state TEXT NOT NULL,
                error TEXT NOT NULL,
                body TEXT NOT NULL
              )\
              """,
              "CREATE INDEX notification_by_state ON notification (state, route, due_at)"),
          List.of(
              """
              CREATE TABLE sweep_request (
                sweep TEXT PRIMARY KEY,
                request TEXT NOT NULL
              ) WITHOUT ROWID\
              """),
          List.of(
              """
              CREATE TABLE silence (
                id TEXT PRIMARY KEY,
                target TEXT NOT NULL,
                starts_at INTEGER NOT NULL,
                ends_at INTEGER NOT NULL,
                author TEXT NOT NULL,
                reason TEXT NOT NULL
              ) WITHOUT ROWID\
              """,
              "CREATE INDEX incident_by_target ON incident (target, opened_at)"),
          List.of(
              "ALTER TABLE sweep ADD COLUMN retention INTEGER NOT NULL DEFAULT 0",
              "CREATE INDEX sweep_by_retention ON sweep (started_at, id) WHERE retention < 2",
              "PRAGMA application_id = " + Migrations.APPLICATION_ID),
          List.of(
              "ALTER TABLE sweep ADD COLUMN exported INTEGER NOT NULL DEFAULT 0",
              "CREATE INDEX sweep_by_export ON sweep (started_at, id)"
                  + " WHERE complete AND exported = 0"));

  static final int VERSION = STEPS.size();

  private Migrations() {}

  /** Refuses a file of another program, or from a newer version, before any change. */
  static int checkedVersion(Database database) {
    var found = Integer.parseInt(database.pragma("user_version"));
    refuseForeign(database, found);
    if (found > VERSION) {
      throw new IncompatibleStoreException(database.file(), found, VERSION);
    }
    return found;
  }

  /** Versions below 7 have no application_id, and all versions have the table sweep. */
  private static void refuseForeign(Database database, int version) {
    var application = Integer.parseInt(database.pragma("application_id"));
    if (application != 0 && application != APPLICATION_ID) {
      throw new ForeignStoreException(database.file(), "application_id " + application);
    }
    var tables =
        database.query(
            row -> row.getString(1), "SELECT name FROM sqlite_master WHERE type = 'table'");
    if (!tables.isEmpty() && (version == 0 || !tables.contains("sweep"))) {
      throw new ForeignStoreException(
          database.file(), "table " + Printable.of(tables.getFirst(), NAME_SHOWN));
    }
  }

  static void run(Database database) {
    for (int version = checkedVersion(database); version < VERSION; version++) {
      step(database, version);
    }
  }

  private static void step(Database database, int from) {
    database.transaction(
        () -> {
          STEPS.get(from).forEach(database::update);
          database.pragma("user_version = " + (from + 1));
        });
  }
}
