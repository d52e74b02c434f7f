package dev.parallax.agent.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parallax.agent.link.TestAuthority;
import dev.parallax.keys.Pem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class HostTrustTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger(HostTrust.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
  @TempDir private Path folder;

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(logged);
  }

  @Test
  void theHostsOwnBundleIsTheOneItsFactsName() throws Exception {
    var authority = TestAuthority.make("one").certificate();
    var bundle = Files.writeString(folder.resolve("ca.pem"), Pem.of(authority));
    assertEquals(List.of(authority), ofHost(bundle));
    assertEquals(List.of(), logged.list);
  }

  @Test
  void aHostWithoutItsBundleTrustsNothingAndSaysSo() {
    var absent = folder.resolve("absent.pem");
    assertEquals(List.of(), ofHost(absent));
    assertWarned(absent);
  }

  @Test
  void aHostWithAnEmptyBundleTrustsNothingAndSaysSo() throws Exception {
    var empty = Files.createFile(folder.resolve("empty.pem"));
    assertEquals(List.of(), ofHost(empty));
    assertWarned(empty);
  }

  @Test
  void aConfiguredBundleMustBeThere() {
    var absent = folder.resolve("absent.pem");
    var failed =
        assertThrows(
            IllegalArgumentException.class, () -> HostTrust.load(Optional.of(absent), Map.of()));
    assertTrue(String.valueOf(failed.getMessage()).startsWith(absent.toString()));
  }

  private static List<X509Certificate> ofHost(Path bundle) {
    return HostTrust.load(Optional.empty(), Map.of("SSL_CERT_FILE", bundle.toString()));
  }

  private void assertWarned(Path bundle) {
    assertEquals(1, logged.list.size());
    var line = logged.list.getFirst();
    assertEquals(Level.WARN, line.getLevel());
    assertTrue(line.getFormattedMessage().contains(bundle.toString()), line::getFormattedMessage);
  }
}
