package dev.parallax.agent.link;

import dev.parallax.certificate.CertificateReader;
import dev.parallax.model.Bytes;
import dev.parallax.model.VantageId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import javax.security.auth.x500.X500Principal;

/** EC P-256 keys, and what is signed with them by SHA256withECDSA. */
public final class Keys {
  private static final String SIGNATURE = "SHA256withECDSA";
  private static final byte[] CHALLENGE = "parallax".getBytes(StandardCharsets.US_ASCII);

  private Keys() {}

  static KeyPair make() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** A certification request (PKCS#10, RFC 2986) with the name of the vantage as subject; DER. */
  static byte[] signingRequest(KeyPair keys, VantageId vantage) throws GeneralSecurityException {
    var subject = new X500Principal("CN=" + vantage.name());
    var info = CertificationRequest.info(subject, keys.getPublic());
    return CertificationRequest.signed(info, sign(keys.getPrivate(), info));
  }

  static byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
    var signature = Signature.getInstance(SIGNATURE);
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  /** Whether the two halves belong together. */
  public static boolean match(PrivateKey key, PublicKey publicKey) {
    try {
      var signature = Signature.getInstance(SIGNATURE);
      signature.initVerify(publicKey);
      signature.update(CHALLENGE);
      return signature.verify(sign(key, CHALLENGE));
    } catch (GeneralSecurityException otherKindOfKey) {
      return false;
    }
  }

  /**
   * Reads one X.509 certificate.
   *
   * @param der from the coordinator or a file
   * @throws CertificateException when it is none, or over a limit of the reader
   */
  public static X509Certificate certificate(byte[] der) throws CertificateException {
    return CertificateReader.certificate(der);
  }

  /** SHA-256 of the DER. */
  public static Bytes sha256(X509Certificate certificate) throws GeneralSecurityException {
    return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
  }
}
