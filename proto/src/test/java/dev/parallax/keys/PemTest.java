package dev.parallax.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

/** PEM and P-256 keys, as both programs read and write them. */
final class PemTest {
  private final KeyPair keys = P256.generate(new SecureRandom());

  @Test
  void aKeyComesBackAsItWasWritten() {
    var text = Pem.of(keys.getPrivate());
    assertTrue(text.startsWith("-----BEGIN PRIVATE KEY-----\n"), text);
    assertTrue(text.endsWith("\n-----END PRIVATE KEY-----\n"), text);
    assertEquals(keys.getPrivate(), Pem.key(text));
    assertEquals(keys.getPrivate(), Pem.key("bag attributes\r\n" + text.replace("\n", "\r\n")));
  }

  @Test
  void whatIsNoPemIsRefusedWithoutRepeatingIt() {
    for (var text :
        new String[] {
          "",
          "c2VzYW1l",
          "-----BEGIN PRIVATE KEY-----\nc2VzYW1l\n",
          "-----END PRIVATE KEY-----\nc2VzYW1l\n-----BEGIN PRIVATE KEY-----\n",
          "-----BEGIN PRIVATE KEY-----\nc2VzYW1l\n-----END PRIVATE KEY-----\n",
          "-----BEGIN PRIVATE KEY-----\nc2VzYW1l=\u00e9=\n-----END PRIVATE KEY-----\n"
        }) {
      var refused = assertThrows(IllegalArgumentException.class, () -> Pem.key(text), text);
      assertFalse(String.valueOf(refused.getMessage()).contains("c2VzYW1l"), text);
      assertThrows(IllegalArgumentException.class, () -> Pem.certificate(text), text);
    }
  }

  @Test
  void aCertificateThatIsNoneIsRefused() {
    var refused =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Pem.certificate("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    assertTrue(
        String.valueOf(refused.getMessage())
            .startsWith("expected an X.509 certificate in a PEM block: "),
        refused.getMessage());
  }

  @Test
  void halvesOfTwoPairsDoNotBelongTogether() throws Exception {
    var other = P256.generate(new SecureRandom());
    assertTrue(P256.isPair(keys.getPrivate(), keys.getPublic()));
    assertFalse(P256.isPair(keys.getPrivate(), other.getPublic()));
    var rsa = KeyPairGenerator.getInstance("RSA");
    rsa.initialize(1024);
    assertFalse(P256.isPair(rsa.generateKeyPair().getPrivate(), keys.getPublic()));
    assertFalse(P256.isKey(rsa.generateKeyPair().getPublic()));
    assertTrue(P256.isKey(keys.getPublic()));
  }

  @Test
  void aSignatureOfOtherContentDoesNotVerify() throws Exception {
    var signature = P256.sign(keys.getPrivate(), new byte[] {1});
    assertTrue(P256.verifies(keys.getPublic(), new byte[] {1}, signature));
    assertFalse(P256.verifies(keys.getPublic(), new byte[] {2}, signature));
    assertFalse(P256.verifies(keys.getPublic(), new byte[] {1}, new byte[] {0}));
  }
}
