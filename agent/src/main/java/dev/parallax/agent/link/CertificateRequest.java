package dev.parallax.agent.link;

import dev.parallax.keys.P256;
import dev.parallax.model.VantageId;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** The request for a certificate that an agent sends when it joins or renews (PKCS#10). */
final class CertificateRequest {
  private CertificateRequest() {}

  /** Signed by the key itself; DER. */
  static byte[] of(KeyPair keys, VantageId vantage) throws GeneralSecurityException {
    var subject = new X500Principal("CN=" + vantage.name());
    var request = new JcaPKCS10CertificationRequestBuilder(subject, keys.getPublic());
    try {
      return request
          .build(new JcaContentSignerBuilder(P256.SIGNATURE).build(keys.getPrivate()))
          .getEncoded();
    } catch (OperatorCreationException | IOException failed) {
      throw new GeneralSecurityException(failed);
    }
  }
}
