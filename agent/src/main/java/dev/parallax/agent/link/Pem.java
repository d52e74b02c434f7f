package dev.parallax.agent.link;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** Keys (PKCS#8, EC) and certificates as PEM (RFC 7468). */
public final class Pem {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.+)-----END PRIVATE KEY-----", Pattern.DOTALL);
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", Pattern.DOTALL);

  private Pem() {}

  public static String of(PrivateKey key) {
    return block("PRIVATE KEY", key.getEncoded());
  }

  public static String of(X509Certificate certificate) throws CertificateEncodingException {
    return block("CERTIFICATE", certificate.getEncoded());
  }

  public static PrivateKey key(String pem) throws GeneralSecurityException {
    var block = KEY.matcher(pem);
    if (!block.find()) {
      throw new InvalidKeyException("expected a PEM block PRIVATE KEY");
    }
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(der(block.group(1))));
  }

  public static X509Certificate certificate(String pem) throws GeneralSecurityException {
    var block = CERTIFICATE.matcher(pem);
    if (!block.find()) {
      throw new CertificateException("expected a PEM block CERTIFICATE");
    }
    return Keys.certificate(der(block.group(1)));
  }

  private static byte[] der(String base64) throws InvalidKeyException {
    try {
      return Base64.getMimeDecoder().decode(base64);
    } catch (IllegalArgumentException malformed) {
      throw new InvalidKeyException("expected base64 in a PEM block", malformed);
    }
  }

  private static String block(String label, byte[] der) {
    var base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
  }
}
