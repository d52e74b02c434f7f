package dev.parallax.agent.probe.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SignatureException;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The certificate made by hand, read by the JDK. */
final class SelfSignedKeyTest {
  private static final int DNS_NAME = 2;

  /** Lengths on both sides of where DER writes them differently. */
  @ParameterizedTest
  @ValueSource(ints = {1, 20, 60, 63})
  void carriesItsNameAndVerifiesByItsOwnKey(int label) throws Exception {
    var name = "a".repeat(label) + ".invalid";
    var key = SelfSignedKey.key();
    var certificate = SelfSignedKey.certificate(name, key);
    certificate.verify(key.getPublic());
    assertEquals(
        List.of(List.of(DNS_NAME, name)), List.copyOf(certificate.getSubjectAlternativeNames()));
    assertEquals("CN=" + name, certificate.getSubjectX500Principal().getName());
    assertEquals(certificate.getSubjectX500Principal(), certificate.getIssuerX500Principal());
    assertEquals(3, certificate.getVersion());
  }

  @Test
  void isValidWhateverTheClockSays() throws Exception {
    var certificate = SelfSignedKey.certificate("a.invalid", SelfSignedKey.key());
    certificate.checkValidity(Date.from(Instant.parse("1990-01-02T00:00:00Z")));
    certificate.checkValidity(Date.from(Instant.parse("2099-12-31T00:00:00Z")));
  }

  @Test
  void doesNotVerifyByAnotherKey() throws Exception {
    var certificate = SelfSignedKey.certificate("a.invalid", SelfSignedKey.key());
    var other = SelfSignedKey.key().getPublic();
    assertThrows(SignatureException.class, () -> certificate.verify(other));
  }
}
