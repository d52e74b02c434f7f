package dev.parallax.fleet.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.Desk;
import dev.parallax.fleet.enrolment.RefusedException.Reason;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.JoinToken;
import dev.parallax.store.AuditLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TokensTest {
  private static final String WHO = "operator:test";

  @TempDir Path folder;
  private Desk desk;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void redeem_asOftenAsItHasUses() {
    var token = create(2);
    assertEquals(Map.of("isp", "A"), desk.tokens.redeem(token).labels());
    desk.tokens.redeem(token);
    assertRefused(Reason.TOKEN_USED_UP, token);
  }

  @Test
  void redeem_asPrinted() {
    var printed = create(1).text();
    assertEquals(create(1).authority(), desk.authority.fingerprint());
    desk.tokens.redeem(JoinToken.parse(printed + "\n"));
  }

  @Test
  void redeem_expired() {
    var token = create(1);
    desk.clock.advance(Duration.ofHours(1));
    assertRefused(Reason.TOKEN_EXPIRED, token);
  }

  @Test
  void redeem_unknown() {
    var token = create(1);
    assertRefused(Reason.TOKEN_UNKNOWN, new JoinToken(token.authority(), "nosuch", token.secret()));
  }

  @Test
  void redeem_forged() {
    var token = create(1);
    assertRefused(
        Reason.TOKEN_FORGED, new JoinToken(token.authority(), token.id(), "x".repeat(43)));
    desk.tokens.redeem(token);
  }

  @Test
  void redeem_ofAnotherCoordinator() {
    var token = create(1);
    assertRefused(
        Reason.TOKEN_FOREIGN,
        new JoinToken(Bytes.copyOf(new byte[32]), token.id(), token.secret()));
  }

  @Test
  void redeem_revoked() {
    var token = create(1);
    assertTrue(desk.tokens.revoke(WHO, token.id()));
    assertRefused(Reason.TOKEN_REVOKED, token);
    assertFalse(desk.tokens.revoke(WHO, "nosuch"));
  }

  @Test
  void create_keepsNoSecret() {
    var token = create(1);
    var kept = desk.tokens.list().toString() + desk.store.auditLines(9);
    assertFalse(kept.contains(token.secret()));
    assertEquals(1, desk.tokens.list().size());
  }

  @Test
  void createAndRevoke_areAudited() {
    var id = create(1).id();
    desk.tokens.revoke(WHO, id);
    assertEquals(
        List.of(
            new AuditLine(desk.clock.instant(), WHO, "revoke token " + id),
            new AuditLine(
                desk.clock.instant(),
                WHO,
                "create token " + id + " uses 1 until 2031-05-01T13:00:00Z")),
        desk.store.auditLines(9));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 10_001})
  void create_usesOutOfBounds(int uses) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> desk.tokens.create(WHO, Map.of(), uses, Duration.ofHours(1)));
    assertEquals("uses are 1 to 10000, got: " + uses, refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT59S", "P30DT1S", "-PT1H"})
  void create_lifetimeOutOfBounds(Duration lifetime) {
    assertThrows(
        IllegalArgumentException.class, () -> desk.tokens.create(WHO, Map.of(), 1, lifetime));
  }

  @Test
  void create_labelMalformed() {
    assertThrows(
        IllegalArgumentException.class,
        () -> desk.tokens.create(WHO, Map.of("a b", "c"), 1, Duration.ofHours(1)));
    assertEquals(List.of(), desk.tokens.list());
  }

  private JoinToken create(int uses) {
    return desk.tokens.create(WHO, Map.of("isp", "A"), uses, Duration.ofHours(1)).token();
  }

  private void assertRefused(Reason reason, JoinToken token) {
    var refused = assertThrows(RefusedException.class, () -> desk.tokens.redeem(token));
    assertEquals(reason, refused.reason());
    assertFalse(String.valueOf(refused.getMessage()).contains(token.secret()));
  }
}
