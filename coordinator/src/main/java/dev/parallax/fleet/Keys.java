package dev.parallax.fleet;

import dev.parallax.certificate.CertificateReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/** The one kind of key used here, ECDSA over P-256, and how keys and certificates are read. */
final class Keys {
  static final String SIGNATURE = "SHA256withECDSA";
  private static final String CURVE = "secp256r1";
  private static final int FIELD_BITS = 256;

  /** Those made here have about 600 bytes; a parser meets no longer one. */
  static final int LONGEST_CERTIFICATE = 4 * 1_024;

  private Keys() {}

  static KeyPair generate(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java has no " + CURVE, impossible);
    }
  }

  static boolean isP256(PublicKey key) {
    return key instanceof ECPublicKey curve
        && curve.getParams().getCurve().getField().getFieldSize() == FIELD_BITS;
  }

  /**
   * @param pkcs8 DER
   * @throws IllegalArgumentException when it is none
   */
  static PrivateKey privateKey(byte[] pkcs8) {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException("expected an EC key in PKCS#8", malformed);
    }
  }

  /**
   * @param der X.509
   * @throws IllegalArgumentException when it is none, or over a limit of the reader
   */
  static X509Certificate certificate(byte[] der) {
    if (der.length > LONGEST_CERTIFICATE) {
      throw new IllegalArgumentException(
          "a certificate of this coordinator has at most "
              + LONGEST_CERTIFICATE
              + " bytes, got: "
              + der.length);
    }
    try {
      return CertificateReader.certificate(der);
    } catch (CertificateException refused) {
      throw new IllegalArgumentException(
          "expected an X.509 certificate in DER, got "
              + der.length
              + " bytes: "
              + refused.getMessage(),
          refused);
    }
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
