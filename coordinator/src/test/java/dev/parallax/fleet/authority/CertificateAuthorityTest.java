package dev.parallax.fleet.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.AgentKeys;
import dev.parallax.fleet.SettableClock;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.store.failure.StoreException;
import dev.parallax.wire.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertificateAuthorityTest {
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final Instant NOW = Instant.parse("2031-05-01T12:00:00Z");

  @TempDir Path folder;
  private final SettableClock clock = new SettableClock(NOW.toString());

  @Test
  void open_again_isTheSameAuthority() throws Exception {
    var first = open();
    var second = open();
    assertEquals(first.fingerprint(), second.fingerprint());
    assertTrue(first.issued(second.server("127.0.0.1").certificate()));
    second.certificate().verify(first.certificate().getPublicKey());
    assertEquals(NOW.plus(Duration.ofDays(3_650)), notAfter(first.certificate()));
  }

  @Test
  void open_keepsTheKeyForItsOwnerOnly() throws IOException {
    open();
    assertEquals("rw-------", mode("key.pem"));
    assertEquals("rwx------", mode(""));
  }

  @Test
  void open_keyMissing_isRefusedNamingIt() throws IOException {
    open();
    Files.delete(folder.resolve("ca/key.pem"));
    var refused = assertThrows(StoreException.class, this::open);
    assertEquals(
        folder.resolve("ca/key.pem") + " is missing beside its certificate", refused.getMessage());
  }

  @Test
  void open_keyDamaged_isRefusedWithoutRepeatingIt() throws IOException {
    open();
    Files.writeString(
        folder.resolve("ca/key.pem"),
        "-----BEGIN PRIVATE KEY-----\nc2VzYW1l\n-----END PRIVATE KEY-----\n");
    var refused = assertThrows(StoreException.class, this::open);
    assertFalse(String.valueOf(refused.getMessage()).contains("c2VzYW1l"));
  }

  @Test
  void server_isNamedAsTheContractSays_andAsAdvertised() throws Exception {
    var server = open().server("127.0.0.1");
    assertEquals(List.of(SERVER_AUTH), server.certificate().getExtendedKeyUsage());
    assertEquals(
        List.of(List.of(2, Contract.COORDINATOR_NAME), List.of(7, "127.0.0.1")),
        List.copyOf(server.certificate().getSubjectAlternativeNames()));
    assertEquals(2, server.chain().size());
    assertEquals(Role.of(server.certificate()), new Role.Nobody());
  }

  @Test
  void agent_lastsSevenDaysAndSaysWhoItIs() throws Exception {
    var agent =
        open().agent(new VantageId("eu-1"), "abc", 0, AgentKeys.generate().pair().getPublic());
    assertEquals(List.of(CLIENT_AUTH), agent.getExtendedKeyUsage());
    assertEquals(new Role.Agent(new VantageId("eu-1"), "abc"), Role.of(agent));
    assertEquals(NOW.plus(Duration.ofDays(7)), notAfter(agent));
    assertEquals(NOW.minus(Duration.ofHours(1)), agent.getNotBefore().toInstant());
  }

  @Test
  void issued_byAnotherOfTheSameName_isFalse() {
    var other =
        CertificateAuthority.open(folder.resolve("other"), clock, new SecureRandom())
            .server("127.0.0.1");
    assertFalse(open().issued(other.certificate()));
  }

  @Test
  void issued_itself_isFalse() {
    var authority = open();
    assertFalse(authority.issued(authority.certificate()));
  }

  @Test
  void identity_neverPrintsItsKey() {
    assertEquals("Identity[CN=local]", open().operator("local").toString());
  }

  private CertificateAuthority open() {
    return CertificateAuthority.open(folder.resolve("ca"), clock, new SecureRandom());
  }

  private static Instant notAfter(X509Certificate certificate) {
    return certificate.getNotAfter().toInstant();
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(folder.resolve("ca").resolve(name)));
  }
}
