package dev.parallax.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The path from a leaf towards a trust anchor, by names and signatures only: dates are ignored on
 * purpose, so that a wrong date does not appear as a wrong issuer.
 *
 * @param links the leaf and the sent certificates above it, in order
 * @param anchor the last link itself when it is trusted, otherwise the anchor that signed it
 */
record TrustPath(List<X509Certificate> links, Optional<X509Certificate> anchor) {
  TrustPath {
    links = List.copyOf(links);
  }

  /**
   * @param sent leaf first, any order of the others
   * @param now of several issuers, an issuer that is valid at this time is preferred (cross-signed
   *     roots)
   * @throws ReaderLimitException when a limit of the search was reached
   */
  static TrustPath of(
      List<X509Certificate> sent,
      Collection<X509Certificate> anchors,
      Instant now,
      SignatureWork work) {
    return new PathSearch(sent, anchors, now, work).from(List.of(sent.getFirst()));
  }

  boolean trusted() {
    return anchor.isPresent();
  }

  X509Certificate leaf() {
    return links.getFirst();
  }

  X509Certificate top() {
    return links.getLast();
  }

  /** The issuer of the leaf, as far as known. */
  Optional<X509Certificate> leafIssuer() {
    return links.size() > 1 ? Optional.of(links.get(1)) : anchor;
  }

  static boolean namesAsIssuer(X509Certificate subject, X509Certificate issuer) {
    return subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
  }

  static boolean isValidAt(X509Certificate certificate, Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }
}
