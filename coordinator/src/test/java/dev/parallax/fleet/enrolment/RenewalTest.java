package dev.parallax.fleet.enrolment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.fleet.AgentKeys;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.authority.CertificateAuthority;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.enrolment.RefusedException.Reason;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.vantage.VantageId;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RenewalTest {
  private static final VantageId EU = new VantageId("eu-1");

  @TempDir Path folder;
  private final AgentKeys oldKeys = AgentKeys.generate();
  private final AgentKeys newKeys = AgentKeys.generate();
  private final Bytes request = newKeys.signingRequest();
  private Desk desk;
  private X509Certificate old;

  @BeforeEach
  void open() {
    desk = new Desk(folder);
    old = desk.joined("eu-1", oldKeys);
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void renew_givesTheNewKeyTheSameName() {
    desk.clock.advance(Duration.ofHours(84));
    var renewed = renew(old, oldKeys);
    assertEquals(newKeys.pair().getPublic(), renewed.getPublicKey());
    assertEquals(Role.of(old), Role.of(renewed));
    assertEquals(
        renewed.getNotAfter().toInstant(),
        desk.store.vantage(EU).orElseThrow().certificateNotAfter());
    assertEquals(Role.of(renewed), desk.admission.admit(renewed));
  }

  @Test
  void renew_again_isAnsweredAgain() {
    assertEquals(renew(old, oldKeys).getPublicKey(), renew(old, oldKeys).getPublicKey());
  }

  @Test
  void renewed_once_used_voidsTheOlder_andItsUseIsAnAlarm() {
    var renewed = renew(old, oldKeys);
    assertEquals(Role.of(old), desk.admission.admit(old), "the answer may have been lost");
    desk.admission.used(renewed);

    assertEquals(Role.of(renewed), desk.admission.admit(renewed));
    var refused = assertThrows(RefusedException.class, () -> desk.admission.admit(old));
    assertEquals(Reason.CERTIFICATE_SUPERSEDED, refused.reason());
    assertRefused(Reason.CERTIFICATE_SUPERSEDED, old, oldKeys);
    var counts = desk.conflicts.of(EU);
    assertEquals(Set.of(IdentityConflicts.Kind.SUPERSEDED_CERTIFICATE), counts.keySet());
    assertEquals(
        List.of(2L), counts.values().stream().map(IdentityConflicts.Count::times).toList());
    var alarms =
        desk.store.auditLines(100).stream()
            .filter(line -> line.action().startsWith("identity conflict of vantage eu-1"))
            .count();
    assertEquals(1, alarms, "an audit line an hour");
  }

  @Test
  void renewed_neverUsed_leavesTheOlderGood_whicheverRenewalIsUsedThen() {
    var lost = renew(old, oldKeys);
    var second = renew(old, oldKeys);
    desk.admission.used(second);
    assertThrows(RefusedException.class, () -> desk.admission.admit(lost));
    desk.admission.admit(second);
    desk.admission.used(lost);
    desk.admission.admit(second);
  }

  @Test
  void joinedAnew_startsWithItsFirstCertificate() {
    desk.admission.used(renew(old, oldKeys));
    desk.store.revokeVantage(EU);
    desk.admission.admit(desk.joined("eu-1", newKeys));
  }

  @Test
  void agentThatWasOffForTwoMonths_renews_andIsAdmitted() {
    desk.clock.advance(Duration.ofDays(62));
    desk.admission.admit(renew(old, oldKeys));
  }

  @Test
  void renew_expired_untilNinetyDaysLater() {
    desk.clock.advance(Duration.ofDays(97));
    renew(old, oldKeys);
    desk.clock.advance(Duration.ofSeconds(1));
    assertRefused(Reason.CERTIFICATE_TOO_OLD, old, oldKeys);
  }

  @Test
  void renew_proofByAnotherKey() {
    assertRefused(Reason.PROOF_WRONG, old, newKeys);
  }

  @Test
  void renew_proofOfAnotherRequest() {
    var proof = oldKeys.proof(oldKeys.signingRequest());
    var refused =
        assertThrows(RefusedException.class, () -> desk.enrolment.renew(der(old), request, proof));
    assertEquals(Reason.PROOF_WRONG, refused.reason());
  }

  @Test
  void renew_proofThatIsNoSignature() {
    var refused =
        assertThrows(
            RefusedException.class, () -> desk.enrolment.renew(der(old), request, Bytes.EMPTY));
    assertEquals(Reason.PROOF_WRONG, refused.reason());
  }

  @Test
  void renew_revoked() {
    desk.store.revokeVantage(EU);
    assertRefused(Reason.VANTAGE_REVOKED, old, oldKeys);
  }

  @Test
  void renew_revokedAndJoinedAnewByAnother() {
    desk.store.revokeVantage(EU);
    desk.joined("eu-1", newKeys);
    assertRefused(Reason.VANTAGE_REVOKED, old, oldKeys);
  }

  @Test
  void renew_certificateOfAnotherCoordinator() {
    try (var other = new Desk(folder.resolve("other"))) {
      assertRefused(Reason.CERTIFICATE_FOREIGN, other.joined("eu-1", oldKeys), oldKeys);
    }
  }

  @Test
  void renew_operatorsCertificate() {
    var operator = desk.authority.operator("local");
    var keys = new AgentKeys(new KeyPair(operator.certificate().getPublicKey(), operator.key()));
    assertRefused(Reason.CERTIFICATE_FOREIGN, operator.certificate(), keys);
  }

  @Test
  void renew_anySignedByteChanged_isRefusedAndNothingElse() throws Exception {
    var chance = new Random(7);
    var proof = oldKeys.proof(request);
    var signedBytes = old.getTBSCertificate().length;
    for (int i = 0; i < 300; i++) {
      var certificate = changed(der(old), signedBytes, chance);
      var signed = changed(request, request.size(), chance);
      assertThrows(RefusedException.class, () -> desk.enrolment.renew(certificate, request, proof));
      assertThrows(RefusedException.class, () -> desk.enrolment.renew(der(old), signed, proof));
    }
  }

  @Test
  void renew_malformed() {
    var refused =
        assertThrows(
            RefusedException.class,
            () -> desk.enrolment.renew(Bytes.EMPTY, request, oldKeys.proof(request)));
    assertEquals(Reason.MALFORMED, refused.reason());
  }

  private X509Certificate renew(X509Certificate certificate, AgentKeys by) {
    return desk.enrolment.renew(der(certificate), request, by.proof(request));
  }

  private void assertRefused(Reason reason, X509Certificate certificate, AgentKeys by) {
    var refused = assertThrows(RefusedException.class, () -> renew(certificate, by));
    assertEquals(reason, refused.reason());
  }

  private static Bytes changed(Bytes content, int within, Random chance) {
    var bytes = content.toArray();
    bytes[chance.nextInt(within)] ^= (byte) (1 << chance.nextInt(8));
    return Bytes.copyOf(bytes);
  }

  private static Bytes der(X509Certificate certificate) {
    return Bytes.copyOf(CertificateAuthority.der(certificate));
  }
}
