package dev.parallax.store.sql;

import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.TokenRecord;
import dev.parallax.store.VantageRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/** Tokens and vantages. */
public final class FleetTables {
  private static final String SAVE_TOKEN =
      """
      INSERT INTO token (id, secret_hash, labels, uses_left, expires_at, revoked)
      VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET secret_hash = excluded.secret_hash, labels = excluded.labels,
        uses_left = excluded.uses_left, expires_at = excluded.expires_at, revoked = excluded.revoked\
      """;
  private static final String USE_TOKEN =
      """
      UPDATE token SET uses_left = uses_left - 1
      WHERE id = ? AND uses_left > 0 AND NOT revoked AND expires_at > ?\
      """;
  private static final String SAVE_VANTAGE =
      """
      INSERT INTO vantage
        (name, labels, enrolment, enrolled_at, certificate_not_after, last_seen, revoked)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET labels = excluded.labels, enrolment = excluded.enrolment,
        enrolled_at = excluded.enrolled_at, certificate_not_after = excluded.certificate_not_after,
        last_seen = excluded.last_seen, revoked = excluded.revoked,
        issued_generation = 0, used_generation = 0\
      """;
  private static final String RENEW_VANTAGE =
      """
      UPDATE vantage SET certificate_not_after = ?
      WHERE name = ? AND enrolment = ? AND NOT revoked\
      """;

  private static final String NEXT_GENERATION =
      """
      UPDATE vantage SET issued_generation = issued_generation + 1
      WHERE name = ? AND enrolment = ? AND NOT revoked RETURNING issued_generation\
      """;
  private static final String USE_GENERATION =
      """
      UPDATE vantage SET used_generation = ?
      WHERE name = ? AND enrolment = ? AND used_generation < ?\
      """;

  private final SqlDatabase database;

  public FleetTables(SqlDatabase database) {
    this.database = database;
  }

  void saveToken(TokenRecord token) {
    database.update(
        SAVE_TOKEN,
        token.id(),
        token.secretHash().toArray(),
        LabelText.of(token.labels()),
        token.usesLeft(),
        token.expiresAt().toEpochMilli(),
        token.revoked());
  }

  Optional<TokenRecord> token(String id) {
    return database.query(FleetTables::token, "SELECT * FROM token WHERE id = ?", id).stream()
        .findFirst();
  }

  public List<TokenRecord> tokens() {
    return database.query(FleetTables::token, "SELECT * FROM token ORDER BY expires_at DESC, id");
  }

  boolean useToken(String id, Instant now) {
    return database.update(USE_TOKEN, id, now.toEpochMilli()) == 1;
  }

  boolean revokeToken(String id) {
    return database.update("UPDATE token SET revoked = TRUE WHERE id = ?", id) == 1;
  }

  void saveVantage(VantageRecord vantage) {
    database.update(
        SAVE_VANTAGE,
        vantage.id().name(),
        LabelText.of(vantage.labels()),
        vantage.enrolment(),
        vantage.enrolledAt().toEpochMilli(),
        vantage.certificateNotAfter().toEpochMilli(),
        vantage.lastSeen().map(Instant::toEpochMilli),
        vantage.revoked());
  }

  Optional<VantageRecord> vantage(VantageId id) {
    return database
        .query(FleetTables::vantage, "SELECT * FROM vantage WHERE name = ?", id.name())
        .stream()
        .findFirst();
  }

  public List<VantageRecord> vantages() {
    return database.query(FleetTables::vantage, "SELECT * FROM vantage ORDER BY name");
  }

  void seen(VantageId id, Instant at) {
    database.update(
        "UPDATE vantage SET last_seen = ? WHERE name = ?", at.toEpochMilli(), id.name());
  }

  boolean renewVantage(VantageId id, String enrolment, Instant notAfter) {
    return database.update(RENEW_VANTAGE, notAfter.toEpochMilli(), id.name(), enrolment) == 1;
  }

  OptionalLong nextGeneration(VantageId id, String enrolment) {
    var next = new AtomicReference<>(OptionalLong.empty());
    database.transaction(
        () ->
            next.set(
                database
                    .query(
                        row -> row.getLong("issued_generation"),
                        NEXT_GENERATION,
                        id.name(),
                        enrolment)
                    .stream()
                    .mapToLong(Long::longValue)
                    .findFirst()));
    return next.get();
  }

  void generationUsed(VantageId id, String enrolment, long generation) {
    database.update(USE_GENERATION, generation, id.name(), enrolment, generation);
  }

  boolean isSuperseded(VantageId id, String enrolment, long generation) {
    return !database
        .query(
            row -> row.getLong("used_generation"),
            "SELECT used_generation FROM vantage WHERE name = ? AND enrolment = ? AND"
                + " used_generation > ?",
            id.name(),
            enrolment,
            generation)
        .isEmpty();
  }

  boolean revokeVantage(VantageId id) {
    return database.update("UPDATE vantage SET revoked = TRUE WHERE name = ?", id.name()) == 1;
  }

  private static TokenRecord token(ResultSet row) throws SQLException {
    return new TokenRecord(
        row.getString("id"),
        Bytes.copyOf(row.getBytes("secret_hash")),
        LabelText.parse(row.getString("labels")),
        row.getInt("uses_left"),
        Instant.ofEpochMilli(row.getLong("expires_at")),
        row.getBoolean("revoked"));
  }

  private static VantageRecord vantage(ResultSet row) throws SQLException {
    return new VantageRecord(
        new VantageId(row.getString("name")),
        LabelText.parse(row.getString("labels")),
        row.getString("enrolment"),
        Instant.ofEpochMilli(row.getLong("enrolled_at")),
        Instant.ofEpochMilli(row.getLong("certificate_not_after")),
        lastSeen(row),
        row.getBoolean("revoked"));
  }

  private static Optional<Instant> lastSeen(ResultSet row) throws SQLException {
    var at = row.getLong("last_seen");
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(at));
  }
}
