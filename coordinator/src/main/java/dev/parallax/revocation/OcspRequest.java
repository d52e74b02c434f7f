package dev.parallax.revocation;

import dev.parallax.model.value.Bytes;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * An OCSP request for one certificate (RFC 6960, section 4.1), with the SHA-1 hashes of the
 * lightweight profile (RFC 5019), which every responder supports. The hashes only name the issuer.
 */
final class OcspRequest {
  static final String TYPE = "application/ocsp-request";

  private OcspRequest() {}

  /**
   * The encoding of a request.
   *
   * @throws GeneralSecurityException when the certificates cannot be encoded again
   */
  static Bytes of(X509Certificate subject, X509Certificate issuer) throws GeneralSecurityException {
    try {
      var hash = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
      var id =
          new CertificateID(hash, new JcaX509CertificateHolder(issuer), subject.getSerialNumber());
      return Bytes.copyOf(new OCSPReqBuilder().addRequest(id).build().getEncoded());
    } catch (IOException | OCSPException | OperatorCreationException unsupported) {
      throw new GeneralSecurityException(unsupported);
    }
  }
}
