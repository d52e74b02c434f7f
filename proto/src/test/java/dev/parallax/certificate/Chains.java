package dev.parallax.certificate;

import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.model.observation.CertificateFacts;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Chains as a server would have sent them. */
public final class Chains {
  private Chains() {}

  public static List<CertificateFacts> facts(X509Certificate... sent) {
    return facts(List.of(sent));
  }

  public static List<CertificateFacts> facts(List<X509Certificate> sent) {
    return sent.stream().map(Chains::encoded).map(CertificateReader::facts).toList();
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
