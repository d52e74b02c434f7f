package dev.parallax.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;

/** ECDSA over the curve P-256 (FIPS 186-5), signatures by {@link #SIGNATURE}. */
public final class P256 {
  /** The algorithm's name in the Java Cryptography Architecture. */
  public static final String SIGNATURE = "SHA256withECDSA";

  private static final String CURVE = "secp256r1";
  private static final int FIELD_BITS = 256;
  private static final byte[] CHALLENGE = "parallax".getBytes(StandardCharsets.US_ASCII);

  private P256() {}

  public static KeyPair generate(SecureRandom random) {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE), random);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java has no " + CURVE, impossible);
    }
  }

  public static boolean isKey(PublicKey key) {
    return key instanceof ECPublicKey curve
        && curve.getParams().getCurve().getField().getFieldSize() == FIELD_BITS;
  }

  /**
   * Decodes a private key.
   *
   * @param pkcs8 DER
   * @throws IllegalArgumentException when it is not a private key
   */
  public static PrivateKey privateKey(byte[] pkcs8) {
    try {
      return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException malformed) {
      throw new IllegalArgumentException("expected an EC key in PKCS#8", malformed);
    }
  }

  /**
   * Signs {@code content}.
   *
   * @throws GeneralSecurityException when {@code key} is of another kind
   */
  public static byte[] sign(PrivateKey key, byte[] content) throws GeneralSecurityException {
    var signature = Signature.getInstance(SIGNATURE);
    signature.initSign(key);
    signature.update(content);
    return signature.sign();
  }

  /**
   * Whether {@code signature} was created by the private half of {@code key}; no input causes an
   * exception.
   */
  public static boolean verifies(PublicKey key, byte[] content, byte[] signature) {
    try {
      var verifier = Signature.getInstance(SIGNATURE);
      verifier.initVerify(key);
      verifier.update(content);
      return verifier.verify(signature);
    } catch (GeneralSecurityException malformed) {
      return false;
    }
  }

  /** Whether the two halves match. */
  public static boolean isPair(PrivateKey key, PublicKey publicKey) {
    try {
      return verifies(publicKey, CHALLENGE, sign(key, CHALLENGE));
    } catch (GeneralSecurityException otherKind) {
      return false;
    }
  }
}
