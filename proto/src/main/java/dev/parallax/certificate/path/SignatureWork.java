package dev.parallax.certificate.path;

import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.ReaderLimitException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;

/**
 * The signature verifications for one chain, counted and not timed: the same chain has the same
 * result on every machine.
 */
public final class SignatureWork {
  /**
   * An RSA verification of this size takes about as long as a verification on a curve of 256 bits.
   */
  private static final int UNIT_BITS = 4_096;

  private long done;

  /**
   * Whether the key signed the certificate; false also when key and signature do not match in kind.
   *
   * @throws ReaderLimitException when too many signatures were verified before
   */
  public boolean isSigned(X509Certificate certificate, PublicKey key) {
    spend(key);
    try {
      certificate.verify(key);
      return true;
    } catch (GeneralSecurityException | RuntimeException otherKey) {
      return false;
    }
  }

  /**
   * Whether the key signed these bytes.
   *
   * @param algorithm its name for {@link Signature#getInstance(String)}
   * @throws ReaderLimitException when too many signatures were verified before
   */
  public boolean isSigned(byte[] content, byte[] bits, String algorithm, PublicKey key) {
    spend(key);
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initVerify(key);
      signature.update(content);
      return signature.verify(bits);
    } catch (GeneralSecurityException | RuntimeException otherKey) {
      return false;
    }
  }

  private void spend(PublicKey key) {
    done += units(key);
    Limit.SIGNATURE_WORK.require(done);
  }

  private static long units(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      long times = Math.ceilDiv(rsa.getModulus().bitLength(), UNIT_BITS);
      return Math.max(1, times * times);
    }
    return 1;
  }
}
