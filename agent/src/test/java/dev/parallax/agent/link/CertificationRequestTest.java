package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.keys.P256;
import dev.parallax.model.vantage.VantageId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCSException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another implementation decodes the request and verifies its signature. */
final class CertificationRequestTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"a", "fra-1", "abcdefghijklmnopqrstuvwxyz.0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZ"})
  void bouncyCastleReadsIt(String name)
      throws GeneralSecurityException, IOException, OperatorException, PKCSException {
    var keys = P256.generate(new SecureRandom());
    var der = CertificationRequest.of(keys, new VantageId(name));
    var request = new PKCS10CertificationRequest(der);
    assertEquals(new X500Name("CN=" + name), request.getSubject());
    assertArrayEquals(
        keys.getPublic().getEncoded(), request.getSubjectPublicKeyInfo().getEncoded());
    assertEquals(0, request.getAttributes().length);
    assertTrue(isSignedBy(request, keys.getPublic()));
    assertFalse(isSignedBy(request, P256.generate(new SecureRandom()).getPublic()));
    assertArrayEquals(der, request.getEncoded(), "DER is canonical");
  }

  private static boolean isSignedBy(PKCS10CertificationRequest request, PublicKey key)
      throws OperatorException, PKCSException {
    return request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key));
  }
}
