package dev.parallax.certificate;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.security.auth.x500.X500Principal;

/**
 * Certificates that cost their reader more than they cost their sender. Written by hand: libraries
 * refuse to make them. Their signatures are noise.
 */
public final class CostlyCertificate {
  private static final byte[] DSA_SHA256 = hex("0609608648016503040302");
  private static final byte[] DSA = hex("06072a8648ce380401");
  private static final byte[] RSA = hex("06092a864886f70d0101010500");
  private static final byte[] EC = hex("06072a8648ce3d0201");
  private static final byte[] P256 = hex("06082a8648ce3d030107");
  private static final byte[] SIGNATURE =
      der(0x30, integer(BigInteger.ONE), integer(BigInteger.TEN));
  private static final byte[] NAMES = hex("0603551d11");

  private final String subject;
  private final String issuer;
  private final byte[] key;
  private final byte[] extensions;

  private CostlyCertificate(String subject, String issuer, byte[] key, byte[] extensions) {
    this.subject = subject;
    this.issuer = issuer;
    this.key = key;
    this.extensions = extensions;
  }

  /** A certificate with a small key and without a valid signature, otherwise ordinary. */
  static CostlyCertificate plain(String subject, String issuer) {
    var point = join(new byte[] {4}, noise(64));
    return new CostlyCertificate(subject, issuer, key(join(EC, P256), point), new byte[0]);
  }

  /**
   * @param other SubjectPublicKeyInfo, DER
   */
  CostlyCertificate key(byte[] other) {
    return new CostlyCertificate(subject, issuer, other, extensions);
  }

  /**
   * @param other DER of each extension
   */
  CostlyCertificate extensions(byte[] other) {
    return new CostlyCertificate(subject, issuer, key, other);
  }

  byte[] der() {
    var body =
        join(
            der(0xa0, integer(BigInteger.TWO)),
            integer(BigInteger.ONE),
            der(0x30, DSA_SHA256),
            name(issuer),
            der(0x30, time("250101000000Z"), time("300101000000Z")),
            name(subject),
            key,
            extensions.length == 0 ? extensions : der(0xa3, der(0x30, extensions)));
    return der(
        0x30, der(0x30, body), der(0x30, DSA_SHA256), der(0x03, join(new byte[1], SIGNATURE)));
  }

  /** DSA by numbers of these sizes. */
  static byte[] dsa(int primeBits, int subprimeBits) {
    var prime = odd(primeBits);
    var parameters = der(0x30, integer(prime), integer(odd(subprimeBits)), integer(BigInteger.TWO));
    return key(join(DSA, parameters), integer(BigInteger.valueOf(3)));
  }

  static byte[] rsa(int modulusBits, int exponentBits) {
    return key(RSA, der(0x30, integer(odd(modulusBits)), integer(odd(exponentBits))));
  }

  /** P-256, but written out as numbers (RFC 3279, section 2.3.5). */
  static byte[] curveByNumbers() {
    var field = der(0x30, hex("06072a8648ce3d0101"), integer(odd(256)));
    var curve = der(0x30, der(0x04, noise(32)), der(0x04, noise(32)));
    var point = join(new byte[] {4}, noise(64));
    var numbers =
        der(
            0x30,
            integer(BigInteger.ONE),
            field,
            curve,
            der(0x04, point),
            integer(odd(256)),
            integer(BigInteger.ONE));
    return key(join(EC, numbers), point);
  }

  static byte[] unknownKey() {
    return key(hex("06082a85030701010101"), noise(64));
  }

  static byte[] alternativeNames(int count) {
    var name = der(0x82, "a.b".getBytes(StandardCharsets.US_ASCII));
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      all.writeBytes(name);
    }
    return extension(NAMES, der(0x30, all.toByteArray()));
  }

  static byte[] extension(byte[] identifier, byte[] value) {
    return der(0x30, identifier, der(0x04, value));
  }

  /** Values in each other; {@code tag} is that of each. */
  static byte[] nested(int tag, int levels) {
    var value = new byte[0];
    for (int i = 0; i < levels; i++) {
      value = der(tag, value);
    }
    return value;
  }

  /** Sequences of indefinite length in each other, never ended. */
  static byte[] endless(int levels) {
    var value = new byte[2 * levels];
    for (int i = 0; i < value.length; i += 2) {
      value[i] = 0x30;
      value[i + 1] = (byte) 0x80;
    }
    return value;
  }

  /** An RFC 5280 extension, subject key identifier. */
  static byte[] keyIdentifier(byte[] value) {
    return extension(hex("0603551d0e"), value);
  }

  static byte[] key(byte[] algorithm, byte[] bits) {
    return der(0x30, der(0x30, algorithm), der(0x03, join(new byte[1], bits)));
  }

  public static byte[] der(int tag, byte[]... contents) {
    var content = join(contents);
    int size = content.length;
    var length =
        size < 0x80
            ? new byte[] {(byte) size}
            : size < 0x1_0000
                ? new byte[] {(byte) 0x82, (byte) (size >> 8), (byte) size}
                : new byte[] {(byte) 0x83, (byte) (size >> 16), (byte) (size >> 8), (byte) size};
    if (size >= 0x80 && size < 0x100) {
      length = new byte[] {(byte) 0x81, (byte) size};
    }
    return join(new byte[] {(byte) tag}, length, content);
  }

  static byte[] join(byte[]... parts) {
    var whole = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(whole::writeBytes);
    return whole.toByteArray();
  }

  static byte[] integer(BigInteger number) {
    return der(0x02, number.toByteArray());
  }

  static byte[] noise(int bytes) {
    var noise = new byte[bytes];
    new Random(bytes).nextBytes(noise);
    return noise;
  }

  private static byte[] name(String common) {
    return new X500Principal("CN=" + common).getEncoded();
  }

  private static byte[] time(String text) {
    return der(0x17, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static BigInteger odd(int bits) {
    return new BigInteger(bits, new Random(bits)).setBit(0).setBit(bits - 1);
  }

  public static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }
}
