package dev.parallax.fleet.enrolment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.fleet.enrolment.RefusedException.Reason;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.store.Store;
import dev.parallax.store.TokenRecord;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Join tokens: creation, list, revocation and redemption. Only the hash of a secret is stored. */
public final class Tokens {
  public static final int DEFAULT_USES = 1;
  public static final Duration DEFAULT_LIFETIME = Duration.ofHours(1);
  private static final int MOST_USES = 10_000;
  private static final Duration SHORTEST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(30);
  private static final int SECRET_BYTES = 32;

  private final Store store;
  private final CertificateAuthority authority;
  private final Audit audit;
  private final Clock clock;
  private final SecureRandom random;

  public Tokens(
      Store store, CertificateAuthority authority, Audit audit, Clock clock, SecureRandom random) {
    this.store = store;
    this.authority = authority;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /**
   * Creates a token.
   *
   * @param actor as in {@link Audit#record}
   * @param labels the labels of every agent that joins with it; they take precedence over the
   *     agent's
   * @param uses 1 to 10,000
   * @param lifetime 1 minute to 30 days
   * @throws IllegalArgumentException naming the value that breaks a bound
   */
  public Created create(String actor, Map<String, String> labels, int uses, Duration lifetime) {
    checkBounds(uses, lifetime);
    var token = new JoinToken(authority.fingerprint(), RandomId.next(random), secret());
    var expiresAt = clock.instant().plus(lifetime).truncatedTo(ChronoUnit.MILLIS);
    var record =
        new TokenRecord(token.id(), hash(token), Labels.checked(labels), uses, expiresAt, false);
    store.saveToken(record);
    audit.record(actor, "create token " + token.id() + " uses " + uses + " until " + expiresAt);
    return new Created(token, record);
  }

  /** All tokens, including spent, expired and revoked tokens. */
  public List<TokenRecord> list() {
    return store.tokens();
  }

  /**
   * Ends a token.
   *
   * @param actor as in {@link Audit#record}
   * @return false when there is no such token
   */
  public boolean revoke(String actor, String id) {
    var found = store.revokeToken(id);
    if (found) {
      audit.record(actor, "revoke token " + id);
    }
    return found;
  }

  /**
   * Spends one use of a token.
   *
   * @throws RefusedException for each reason named {@code TOKEN_…}
   */
  public TokenRecord redeem(JoinToken token) {
    var record = verify(token);
    if (!store.useToken(record.id(), clock.instant())) {
      verify(token); // contains the changes since then
      throw refusal(Reason.TOKEN_USED_UP, token, "is used up");
    }
    return record;
  }

  /** As {@link #redeem}, without taking a use. */
  TokenRecord verify(JoinToken token) {
    if (!token.authority().equals(authority.fingerprint())) {
      throw refusal(Reason.TOKEN_FOREIGN, token, "was made by another coordinator");
    }
    var record =
        store
            .token(token.id())
            .orElseThrow(() -> refusal(Reason.TOKEN_UNKNOWN, token, "is unknown"));
    requireOwnSecret(token, record);
    requireUsable(token, record);
    return record;
  }

  private static void requireOwnSecret(JoinToken token, TokenRecord record) {
    if (!MessageDigest.isEqual(record.secretHash().toArray(), hash(token).toArray())) {
      throw refusal(Reason.TOKEN_FORGED, token, "has a wrong secret");
    }
  }

  private void requireUsable(JoinToken token, TokenRecord record) {
    if (record.revoked()) {
      throw refusal(Reason.TOKEN_REVOKED, token, "is revoked");
    }
    if (!record.expiresAt().isAfter(clock.instant())) {
      throw refusal(Reason.TOKEN_EXPIRED, token, "expired at " + record.expiresAt());
    }
    if (record.usesLeft() == 0) {
      throw refusal(Reason.TOKEN_USED_UP, token, "is used up");
    }
  }

  private String secret() {
    var bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Bytes hash(JoinToken token) {
    return Sha256.of(token.secret().getBytes(US_ASCII));
  }

  private static RefusedException refusal(Reason reason, JoinToken token, String what) {
    return new RefusedException(reason, "token " + token.id() + " " + what);
  }

  private static void checkBounds(int uses, Duration lifetime) {
    if (uses < 1 || uses > MOST_USES) {
      throw new IllegalArgumentException("uses are 1 to 10000, got: " + uses);
    }
    if (lifetime.compareTo(SHORTEST) < 0 || lifetime.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a token lives 1 minute to 30 days, got: " + lifetime);
    }
  }

  /** A token, to be shown once, and its stored record. */
  public record Created(JoinToken token, TokenRecord record) {}
}
