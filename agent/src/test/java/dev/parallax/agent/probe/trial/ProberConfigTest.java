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
  void firstNameServer_isTheResolver() throws Exception {
    var file = write("# nameserver 192.0.2.9\nsearch x\nnameserver  192.0.2.1\nnameserver ::1\n");
    assertEquals("/192.0.2.1:53", ProberConfig.systemResolver(file).toString());
  }

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
    assertNamed(write("search x\n"), "nameserver ADDRESS", true);
    assertNamed(write("nameserver dns.example\n"), "dns.example", true);
    assertNamed(folder.resolve("missing"), "resolv.conf", true);
    assertNamed(write(""), "PEM", false);
    assertNamed(
        write("-----BEGIN CERTIFICATE-----\nno\n-----END CERTIFICATE-----\n"), "PEM", false);
    assertNamed(folder.resolve("missing"), "PEM", false);
  }

  private static void assertNamed(Path file, String expectation, boolean resolver) {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> {
              Object read =
                  resolver ? ProberConfig.systemResolver(file) : ProberConfig.trusted(file);
              throw new AssertionError("read " + read);
            });
    assertTrue(refused.toString().contains(file.toString()), refused::toString);
    assertTrue(refused.toString().contains(expectation), refused::toString);
  }

  private Path write(String text) throws Exception {
    return Files.writeString(Files.createTempFile(folder, "config", ""), text);
  }
}
