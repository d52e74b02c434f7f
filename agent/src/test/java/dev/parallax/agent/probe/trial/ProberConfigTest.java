package dev.parallax.agent.probe.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.probe.tls.SelfSignedKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProberConfigTest {
  @TempDir Path folder;

  @Test
  void certificates_areReadFromPem() throws Exception {
    var certificate = SelfSignedKey.certificate("ca.example", SelfSignedKey.key());
    var pem =
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
            + "\n-----END CERTIFICATE-----\n";
    assertEquals(List.of(certificate, certificate), ProberConfig.trusted(write(pem + pem)));
  }

  @Test
  void whatCannotBeUsed_isNamed() throws Exception {
    assertNamed(write(""));
    assertNamed(write("-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n"));
    assertNamed(folder.resolve("missing"));
  }

  private static void assertNamed(Path file) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              throw new AssertionError("read " + ProberConfig.trusted(file));
            });
    assertTrue(refused.toString().contains(file.toString()), refused::toString);
    assertTrue(refused.toString().contains("PEM"), refused::toString);
  }

  private Path write(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "config", ""), text);
  }
}
