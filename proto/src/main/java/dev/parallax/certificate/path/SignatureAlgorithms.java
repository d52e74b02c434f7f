package dev.parallax.certificate.path;

import java.util.Map;
import java.util.Optional;

/**
 * The signature algorithms of revocation data. A response with another algorithm, SHA-1 in
 * particular, proves nothing.
 */
public final class SignatureAlgorithms {
  private static final Map<String, String> NAMES =
      Map.of(
          "1.2.840.113549.1.1.11", "SHA256withRSA",
          "1.2.840.113549.1.1.12", "SHA384withRSA",
          "1.2.840.113549.1.1.13", "SHA512withRSA",
          "1.2.840.10045.4.3.2", "SHA256withECDSA",
          "1.2.840.10045.4.3.3", "SHA384withECDSA",
          "1.2.840.10045.4.3.4", "SHA512withECDSA",
          "1.3.101.112", "Ed25519");

  private SignatureAlgorithms() {}

  /**
   * The algorithm name for {@link java.security.Signature}; empty for an algorithm not accepted.
   */
  public static Optional<String> named(String identifier) {
    return Optional.ofNullable(NAMES.get(identifier));
  }
}
