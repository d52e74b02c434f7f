package dev.parallax.certificate.reader;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** The limits of the reader hold no certificate back that a browser or the JDK trusts. */
class GuardTest {
  @Test
  void everyAuthorityOfTheJdkPasses() throws Exception {
    var store =
        KeyStore.getInstance(
            Path.of(System.getProperty("java.home"), "lib", "security", "cacerts").toFile(),
            "changeit".toCharArray());
    var aliases = Collections.list(store.aliases());
    assertTrue(aliases.size() > 50, () -> aliases.size() + " authorities");
    for (var alias : aliases) {
      var der = store.getCertificate(alias).getEncoded();
      assertDoesNotThrow(() -> Guard.keys(Guard.structure(der)), alias);
      assertDoesNotThrow(() -> CertificateReader.certificate(der), alias);
    }
  }
}
