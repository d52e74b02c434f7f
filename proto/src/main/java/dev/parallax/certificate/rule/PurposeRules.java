package dev.parallax.certificate.rule;

import dev.parallax.certificate.extension.ExtendedKeyUsage;
import dev.parallax.certificate.extension.KeyUsage;
import dev.parallax.certificate.path.TrustPath;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The permitted uses of a key (RFC 5280, sections 4.2.1.3 and 4.2.1.12). */
final class PurposeRules {
  private PurposeRules() {}

  /** An authority's purposes bound those of the certificates below it, as in browsers. */
  static Optional<String> fault(TrustPath path) {
    return ofLeaf(path.leaf())
        .or(
            () ->
                path.issuers().stream()
                    .filter(issuer -> !path.isAnchor(issuer))
                    .flatMap(issuer -> extended(issuer).stream())
                    .findFirst());
  }

  private static Optional<String> ofLeaf(X509Certificate leaf) {
    return extended(leaf)
        .or(
            () ->
                KeyUsage.of(leaf)
                    .filter(usage -> !usage.allowsTls())
                    .map(usage -> "the key may neither sign nor agree on keys (key usage)"));
  }

  /** The reason why a certificate is not for TLS servers, or not for the certificates below it. */
  static Optional<String> extended(X509Certificate certificate) {
    return ExtendedKeyUsage.of(certificate)
        .filter(usage -> !usage.allowsServers())
        .map(
            usage ->
                IssuerRules.subject(certificate)
                    + " is for "
                    + usage.text()
                    + ", not for TLS servers");
  }
}
