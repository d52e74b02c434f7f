package dev.parallax.certificate.der;

import java.util.Map;
import java.util.Set;

/**
 * Measures a SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7) without making a key of it. The cost
 * of a verification grows with the square or the cube of these sizes.
 */
public final class KeyLimits {
  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String RSA_PSS = "1.2.840.113549.1.1.10";
  private static final String DSA = "1.2.840.10040.4.1";
  private static final String EC = "1.2.840.10045.2.1";

  /** Kinds with a single size, which the JDK checks: EdDSA (RFC 8410) and ML-DSA (RFC 9881). */
  private static final Set<String> OF_ONE_SIZE =
      Set.of(
          "1.3.101.112",
          "1.3.101.113",
          "2.16.840.1.101.3.4.3.17",
          "2.16.840.1.101.3.4.3.18",
          "2.16.840.1.101.3.4.3.19");

  private static final Map<String, String> NAMES =
      Map.of(RSA, "RSA", RSA_PSS, "RSASSA-PSS", DSA, "DSA", EC, "EC");

  private KeyLimits() {}

  /**
   * Checks a SubjectPublicKeyInfo (RFC 5280, section 4.1).
   *
   * @throws ReaderLimitException when the key is larger than a limit, or of an unknown kind
   * @throws MalformedDerException when the bytes are no key
   */
  public static void check(Der key) {
    var fields = key.as(Der.SEQUENCE).fields();
    var algorithm = fields.next(Der.SEQUENCE).fields();
    var bits = fields.next().bits();
    var identifier = algorithm.next().identifier();
    switch (identifier) {
      case RSA, RSA_PSS -> rsa(Der.of(bits));
      case DSA -> dsa(algorithm, Der.of(bits));
      case EC -> curve(algorithm.next(), bits);
      default -> known(identifier, bits);
    }
  }

  /** E.g. {@code DSA}, or the object identifier of a kind without a name here. */
  public static String name(Der key) {
    var identifier = key.as(Der.SEQUENCE).fields().next(Der.SEQUENCE).fields().next().identifier();
    return NAMES.getOrDefault(identifier, identifier);
  }

  private static void rsa(Der key) {
    var fields = key.as(Der.SEQUENCE).fields();
    Limit.RSA_MODULUS_BITS.require(fields.next(Der.INTEGER).bitLength());
    Limit.RSA_EXPONENT_BITS.require(fields.next(Der.INTEGER).bitLength());
  }

  /** Without parameters the issuer's hold, and the JDK does not verify (RFC 3279, 2.3.2). */
  private static void dsa(DerFields algorithm, Der value) {
    Limit.DSA_PRIME_BITS.require(value.as(Der.INTEGER).bitLength());
    var parameters = algorithm.optional(Der.SEQUENCE);
    if (parameters.isPresent()) {
      var numbers = parameters.get().fields();
      Limit.DSA_PRIME_BITS.require(numbers.next(Der.INTEGER).bitLength());
      Limit.DSA_SUBPRIME_BITS.require(numbers.next(Der.INTEGER).bitLength());
      Limit.DSA_PRIME_BITS.require(numbers.next(Der.INTEGER).bitLength());
    }
  }

  /**
   * Certificates name their curve (RFC 5480, section 2.1.1); explicit curve parameters are not
   * decoded.
   */
  private static void curve(Der parameters, byte[] point) {
    if (parameters.tag() != Der.OBJECT_IDENTIFIER) {
      throw new MalformedDerException("an EC key with parameters that name no curve");
    }
    Limit.KEY_BYTES.require(point.length);
  }

  private static void known(String identifier, byte[] bits) {
    if (!OF_ONE_SIZE.contains(identifier)) {
      throw unsupported("key algorithm", identifier);
    }
    Limit.KEY_BYTES.require(bits.length);
  }

  private static ReaderLimitException unsupported(String part, String value) {
    return new ReaderLimitException(new ReaderLimit.Unsupported(part, value));
  }
}
