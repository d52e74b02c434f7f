package dev.parallax.certificate.reader;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAKey;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Weak keys and signatures: those that the CA/Browser Forum's baseline requirements do not allow.
 */
public final class Strength {
  private static final int RSA_BITS = 2048;
  private static final int EC_BITS = 224;
  private static final String PSS = "RSASSA-PSS";
  private static final Pattern BROKEN_HASH =
      Pattern.compile("^(MD[245]|SHA-?1(?![0-9])).*|.*WITHDSA$");

  private Strength() {}

  /** The weakness of this certificate; empty for a strong certificate. */
  public static Optional<String> weakness(X509Certificate certificate) {
    return weakness(certificate.getPublicKey()).or(() -> signature(certificate));
  }

  public static Optional<String> weakness(PublicKey key) {
    boolean weak =
        switch (key) {
          case RSAPublicKey rsa -> bits(rsa) < RSA_BITS;
          case ECPublicKey curve -> bits(curve) < EC_BITS;
          case DSAKey dsa -> true;
          default -> false;
        };
    return weak ? Optional.of("a weak key of " + describe(key)) : Optional.empty();
  }

  /** A key on a curve too small for Java to verify its signatures. */
  public static boolean isBeyondChecking(X509Certificate certificate) {
    return certificate.getPublicKey() instanceof ECPublicKey curve && bits(curve) < EC_BITS;
  }

  /** E.g. {@code EC 256}. */
  public static String describe(PublicKey key) {
    int bits = bits(key);
    return bits == 0 ? key.getAlgorithm() : key.getAlgorithm() + " " + bits;
  }

  /** 0 for a kind of key without a size. */
  private static int bits(PublicKey key) {
    return switch (key) {
      case RSAPublicKey rsa -> rsa.getModulus().bitLength();
      case ECPublicKey curve -> curve.getParams().getOrder().bitLength();
      case DSAPublicKey dsa when dsa.getParams() != null -> dsa.getParams().getP().bitLength();
      default -> 0;
    };
  }

  private static Optional<String> signature(X509Certificate certificate) {
    var name = certificate.getSigAlgName();
    var hash = name.equals(PSS) ? pssHash(certificate) : name;
    return BROKEN_HASH.matcher(hash.toUpperCase(Locale.ROOT)).matches()
        ? Optional.of("the weak signature " + (name.equals(hash) ? name : name + " with " + hash))
        : Optional.empty();
  }

  /** The hash of this scheme is among its parameters; without parameters it is SHA-1 (RFC 4055). */
  private static String pssHash(X509Certificate certificate) {
    var encoded = certificate.getSigAlgParams();
    if (encoded == null) {
      return "SHA-1";
    }
    try {
      var parameters = AlgorithmParameters.getInstance(PSS);
      parameters.init(encoded);
      return parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
    } catch (GeneralSecurityException | IOException unreadable) {
      return "";
    }
  }
}
