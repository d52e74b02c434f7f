package dev.parallax.fleet.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.AgentKeys;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.RefusedException.Reason;
import dev.parallax.model.vantage.VantageId;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AdmissionTest {
  @TempDir Path folder;
  private final AgentKeys keys = AgentKeys.generate();
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
  void agent_untilItsEnd() {
    var certificate = desk.joined("eu-1", keys);
    desk.clock.advance(Duration.ofDays(7));
    desk.admission.admit(certificate);
    desk.clock.advance(Duration.ofMillis(1));
    assertRefused(Reason.CERTIFICATE_EXPIRED, certificate);
  }

  @Test
  void clockSetBack_admitsAgentAndOperator() {
    var agent = desk.joined("eu-1", keys);
    var operator = desk.authority.operator("local").certificate();
    desk.clock.advance(Duration.ofHours(-30));
    assertInstanceOf(Role.Agent.class, desk.admission.admit(agent));
    assertInstanceOf(Role.Operator.class, desk.admission.admit(operator));
  }

  @Test
  void agent_ofAVantageTheStoreLost() {
    var certificate =
        desk.authority.agent(new VantageId("lost"), "abc", 0, keys.pair().getPublic());
    assertRefused(Reason.VANTAGE_UNKNOWN, certificate);
  }

  @Test
  void agent_revoked() {
    var certificate = desk.joined("eu-1", keys);
    desk.store.revokeVantage(new VantageId("eu-1"));
    assertRefused(Reason.VANTAGE_REVOKED, certificate);
  }

  @Test
  void operator_forAYear() {
    var certificate = desk.authority.operator("local").certificate();
    desk.clock.advance(Duration.ofDays(365));
    assertEquals("local", ((Role.Operator) desk.admission.admit(certificate)).name());
    desk.clock.advance(Duration.ofSeconds(1));
    assertRefused(Reason.CERTIFICATE_EXPIRED, certificate);
  }

  @Test
  void operator_revoked() {
    var certificate = desk.authority.operator("ci").certificate();
    var serial = ((Role.Operator) desk.admission.admit(certificate)).serial();
    assertTrue(desk.store.revokeOperator(serial));
    assertRefused(Reason.OPERATOR_REVOKED, certificate);
    desk.admission.admit(desk.authority.operator("ci").certificate());
  }

  @Test
  void foreign() {
    try (var other = new Desk(folder.resolve("other"))) {
      assertRefused(Reason.CERTIFICATE_FOREIGN, other.joined("eu-1", keys));
    }
  }

  private void assertRefused(Reason reason, X509Certificate certificate) {
    var refused = assertThrows(RefusedException.class, () -> desk.admission.admit(certificate));
    assertEquals(reason, refused.reason());
  }
}
