package dev.parallax.certificate.rule;

import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.extension.AlternativeNames;
import dev.parallax.certificate.extension.AuthorityKey;
import dev.parallax.certificate.extension.BasicConstraints;
import dev.parallax.certificate.extension.CertificateExtension;
import dev.parallax.certificate.extension.ExtendedKeyUsage;
import dev.parallax.certificate.extension.KeyUsage;
import dev.parallax.certificate.extension.NameConstraints;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks that every extension for the validation can be decoded, and that no critical extension is
 * unknown.
 */
final class ExtensionRules {
  private static final String POLICIES = "2.5.29.32";

  /** The processed extensions, and the URLs of CRLs, which the validation does not use. */
  private static final Set<String> KNOWN =
      Set.of(
          CertificateExtension.KEY_USAGE,
          CertificateExtension.ALTERNATIVE_NAMES,
          CertificateExtension.BASIC_CONSTRAINTS,
          CertificateExtension.NAME_CONSTRAINTS,
          CertificateExtension.EXTENDED_KEY_USAGE,
          POLICIES,
          "2.5.29.31",
          "2.5.29.33",
          "2.5.29.36",
          "2.5.29.54");

  private record Part(String name, ExtensionReader reading) {}

  @FunctionalInterface
  private interface ExtensionReader {
    Object read(X509Certificate certificate);
  }

  private static final List<Part> PARTS =
      List.of(
          new Part("subject alternative names", AlternativeNames::of),
          new Part("basic constraints", BasicConstraints::of),
          new Part("key usage", KeyUsage::of),
          new Part("extended key usage", ExtendedKeyUsage::of),
          new Part("name constraints", NameConstraints::of),
          new Part("authority key identifier", AuthorityKey::of));

  private ExtensionRules() {}

  /** The first part that cannot be decoded. */
  static Optional<String> unreadable(X509Certificate certificate) {
    for (var part : PARTS) {
      try {
        var _ = part.reading().read(certificate);
      } catch (MalformedDerException malformed) {
        return Optional.of(
            part.name()
                + " of "
                + IssuerRules.subject(certificate)
                + ": "
                + malformed.getMessage());
      }
    }
    return Optional.empty();
  }

  /** The first critical extension that no client supports (RFC 5280, section 4.2). */
  static Optional<String> unknown(X509Certificate certificate) {
    var critical = certificate.getCriticalExtensionOIDs();
    if (critical == null) {
      return Optional.empty();
    }
    var unknown = new TreeSet<>(critical);
    unknown.removeAll(KNOWN);
    return unknown.stream()
        .findFirst()
        .map(
            identifier ->
                IssuerRules.subject(certificate)
                    + " has the critical extension "
                    + identifier
                    + ", which TLS clients do not know");
  }
}
