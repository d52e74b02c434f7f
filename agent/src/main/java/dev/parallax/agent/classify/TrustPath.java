package dev.parallax.agent.classify;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way from a leaf towards a trust anchor, found by names and signatures alone: dates are left
 * out on purpose, so that a wrong date is not taken for a wrong issuer.
 *
 * @param links the leaf and the sent certificates above it, in order
 * @param trusted whether the last link is an anchor or signed by one
 */
record TrustPath(List<X509Certificate> links, boolean trusted) {
  private static final int LONGEST = 10;

  TrustPath {
    links = List.copyOf(links);
  }

  /**
   * @param sent leaf first, any order after it
   * @param now among several issuers one valid at this time is preferred (cross-signed roots)
   */
  static TrustPath of(
      List<X509Certificate> sent, Collection<X509Certificate> anchors, Instant now) {
    var links = new ArrayList<X509Certificate>();
    var next = Optional.of(sent.getFirst());
    while (next.isPresent() && links.size() < LONGEST) {
      var link = next.get();
      links.add(link);
      if (anchors.contains(link) || issuer(link, anchors.stream(), now).isPresent()) {
        return new TrustPath(links, true);
      }
      next = issuer(link, sent.stream().filter(candidate -> !links.contains(candidate)), now);
    }
    return new TrustPath(links, false);
  }

  X509Certificate top() {
    return links.getLast();
  }

  private static Optional<X509Certificate> issuer(
      X509Certificate subject, Stream<X509Certificate> candidates, Instant now) {
    return candidates
        .filter(candidate -> isIssuedBy(subject, candidate))
        .min(Comparator.comparing(candidate -> !isValidAt(candidate, now)));
  }

  static boolean isIssuedBy(X509Certificate subject, X509Certificate issuer) {
    return subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())
        && isSignedBy(subject, issuer);
  }

  private static boolean isSignedBy(X509Certificate subject, X509Certificate issuer) {
    try {
      subject.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException | RuntimeException otherKey) {
      return false;
    }
  }

  private static boolean isValidAt(X509Certificate certificate, Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }
}
