package dev.parallax.fleet.authority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.SettableClock;
import dev.parallax.keys.Pem;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OperatorFilesTest {
  @TempDir Path folder;
  private final SettableClock clock = new SettableClock("2031-05-01T12:00:00Z");
  private Store store;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void refresh_makesAnOperatorForItsOwnerOnly() throws IOException {
    refresh("ca");
    assertEquals("local", ((Role.Operator) Role.of(certificate())).name());
    for (var name : new String[] {"cert.pem", "key.pem", "ca.pem"}) {
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(folder.resolve("operator").resolve(name))));
    }
  }

  @Test
  void refresh_again_leavesItAsItIs() throws IOException {
    refresh("ca");
    var first = certificate();
    refresh("ca");
    assertEquals(first, certificate());
  }

  @Test
  void refresh_closeToItsEnd_makesItAnew() throws IOException {
    refresh("ca");
    var first = certificate();
    clock.advance(Duration.ofDays(300));
    refresh("ca");
    assertNotEquals(first, certificate());
  }

  @Test
  void refresh_ofAnotherAuthority_makesItAnew() throws IOException {
    refresh("ca");
    var first = certificate();
    refresh("other");
    assertNotEquals(first, certificate());
  }

  @Test
  void refresh_damaged_makesItAnew() throws IOException {
    refresh("ca");
    Files.writeString(folder.resolve("operator/cert.pem"), "nothing");
    refresh("ca");
    assertEquals("local", ((Role.Operator) Role.of(certificate())).name());
  }

  @Test
  void refresh_revoked_makesItAnew() throws IOException {
    refresh("ca");
    var first = certificate();
    assertTrue(store.revokeOperator(((Role.Operator) Role.of(first)).serial()));
    refresh("ca");
    assertNotEquals(first, certificate());
    assertEquals(2, store.operators().size());
  }

  @Test
  void introduce_leavesTheListenersCertificate() throws IOException {
    var server =
        CertificateAuthority.open(folder.resolve("ca"), clock, new SecureRandom())
            .server("127.0.0.1");
    OperatorFiles.introduce(folder.resolve("operator"), server.certificate());
    var text = Files.readString(folder.resolve("operator").resolve(OperatorFiles.LISTENER_FILE));
    assertEquals(Optional.of(server.certificate()), OperatorFiles.certificate(text));
    assertEquals(Optional.empty(), OperatorFiles.certificate("nothing"));
  }

  private void refresh(String authority) {
    OperatorFiles.refresh(
        folder.resolve("operator"),
        CertificateAuthority.open(folder.resolve(authority), clock, new SecureRandom()),
        store,
        clock);
  }

  private X509Certificate certificate() throws IOException {
    return Pem.certificate(Files.readString(folder.resolve("operator/cert.pem")));
  }
}
