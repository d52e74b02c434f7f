package dev.parallax.certificate.der;

import java.util.Locale;

/**
 * The limits of the certificate decoder. A value over a limit is not passed to a library. A limit
 * is a property of this decoder and no fault of the certificate's sender.
 */
public enum Limit {
  /** The limit of BoringSSL and OpenSSL for all certificates of a handshake. */
  CERTIFICATE_BYTES(100 * 1024, "bytes of the certificate"),

  /** More than {@link #CERTIFICATE_BYTES}, for chains that other programs sent. */
  CHAIN_BYTES(128 * 1024, "bytes of the chain"),

  /** More than the 100 signatures that Go's {@code crypto/x509} verifies for one chain at most. */
  CHAIN_CERTIFICATES(128, "certificates of the chain"),

  /** Certificates of public authorities stay below 12. */
  DEPTH(32, "levels of DER"),

  /** Eight for each of {@link #NAMES}: both lists of constraints and the names. */
  VALUES(32_768, "DER values"),

  /** Four times the number in {@code 1000-sans.badssl.com}, which browsers accept. */
  NAMES(4_096, "subject alternative names"),

  /** RFC 5280 defines 17, certificates of public authorities carry 12 at most. */
  EXTENSIONS(64, "extensions"),

  /** Three times the 20 of RFC 5280, section 4.1.2.2; older authorities went over them. */
  SERIAL_BYTES(60, "bytes of the serial number"),

  /** The registered identifiers stay below 20. */
  IDENTIFIER_BYTES(128, "bytes of an OBJECT IDENTIFIER"),

  /** BoringSSL's and the JDK's largest. */
  RSA_MODULUS_BITS(16_384, "bits of the RSA modulus"),

  /** BoringSSL's largest. */
  RSA_EXPONENT_BITS(33, "bits of the RSA exponent"),

  /** The largest of FIPS 186-4, section 4.2. */
  DSA_PRIME_BITS(3_072, "bits of the DSA prime p"),

  /** The largest of FIPS 186-4, section 4.2. */
  DSA_SUBPRIME_BITS(256, "bits of the DSA prime q"),

  /** A public key of ML-DSA-87 (FIPS 204), the largest supported kind besides RSA. */
  KEY_BYTES(2_592, "bytes of the public key"),

  /** A signature of ML-DSA-87 (FIPS 204), the largest supported kind. */
  SIGNATURE_BYTES(4_627, "bytes of the signature"),

  /** RSASSA-PSS parameters with all defaults written out have 67 bytes. */
  ALGORITHM_BYTES(256, "bytes of the signature algorithm"),

  /**
   * Verifications of one chain's signatures; those by RSA keys over 4,096 bits count by the square
   * of their size. A usual chain needs 3.
   */
  SIGNATURE_WORK(64, "signature verifications"),

  /** Partial paths that are examined while a chain is built; a usual chain needs 3. */
  PATHS(256, "certification paths");

  private final long most;
  private final String measure;

  Limit(long most, String measure) {
    this.most = most;
    this.measure = measure;
  }

  /** The largest decoded value. */
  public long most() {
    return most;
  }

  /** E.g. {@code bits of the RSA modulus}. */
  public String measure() {
    return measure;
  }

  /** Throws when the measured value is over this limit. */
  public void require(long measured) {
    if (measured > most) {
      throw new ReaderLimitException(new ReaderLimit.Exceeded(this, measured));
    }
  }

  /** With thousands separated, as reports write numbers. */
  public static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
