package dev.parallax.fleet.authority;

import dev.parallax.certificate.reader.SigningRequestChecks;
import dev.parallax.keys.P256;
import dev.parallax.model.value.Bytes;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/** A certificate request (PKCS#10); only its key is used, and the coordinator sets every name. */
public final class SigningRequest {
  private static final int LONGEST = 4 * 1_024;

  private SigningRequest() {}

  /**
   * The key, its possession proven by the request's signature.
   *
   * @param der at most 4 KiB
   * @throws IllegalArgumentException when it is not a request, or not signed by its own P-256 key
   */
  public static PublicKey key(Bytes der) {
    if (der.size() > LONGEST) {
      throw new IllegalArgumentException(
          "a signing request has at most " + LONGEST + " bytes, got: " + der.size());
    }
    try {
      SigningRequestChecks.check(der.toArray());
      return verifiedKey(new JcaPKCS10CertificationRequest(der.toArray()));
    } catch (IllegalArgumentException refused) {
      throw refused;
    } catch (CertificateException refused) {
      throw new IllegalArgumentException(
          "expected a PKCS#10 signing request, got "
              + der.size()
              + " bytes: "
              + refused.getMessage(),
          refused);
    } catch (Exception
        | StackOverflowError malformed) { // parsers throw unchecked exceptions of many kinds
      throw new IllegalArgumentException(
          "expected a PKCS#10 signing request, got " + der.size() + " other bytes", malformed);
    }
  }

  private static PublicKey verifiedKey(JcaPKCS10CertificationRequest request)
      throws InvalidKeyException,
          NoSuchAlgorithmException,
          OperatorCreationException,
          PKCSException {
    var key = request.getPublicKey();
    if (!P256.isKey(key)) {
      throw new IllegalArgumentException("expected an EC P-256 key, got: " + key.getAlgorithm());
    }
    if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
      throw new IllegalArgumentException("the signing request is not signed by its own key");
    }
    return key;
  }
}
