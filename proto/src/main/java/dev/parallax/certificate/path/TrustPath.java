package dev.parallax.certificate.path;

import dev.parallax.certificate.der.ReaderLimitException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The path from a leaf towards a trust anchor, by names and signatures only: dates are ignored on
 * purpose, so that a wrong date does not appear as a wrong issuer.
 *
 * @param links the leaf and the sent certificates above it, in order
 * @param anchor the last link itself when it is trusted, otherwise the anchor that signed it
 */
public record TrustPath(List<X509Certificate> links, Optional<X509Certificate> anchor) {
  public TrustPath {
    links = List.copyOf(links);
  }

  /**
   * A path that ends at an anchor, otherwise the longest path.
   *
   * @param sent the leaf first, the other certificates in any order
   * @param now of several issuers, an issuer that is valid at this time is preferred (cross-signed
   *     roots)
   * @throws ReaderLimitException when a limit of the search was reached
   */
  public static TrustPath of(
      List<X509Certificate> sent,
      Collection<X509Certificate> anchors,
      Instant now,
      SignatureWork work) {
    var search = new PathSearch(new IssuerGraph(sent, anchors, now, work));
    return search.first(issuer -> true, path -> true).orElseGet(search::untrusted);
  }

  boolean trusted() {
    return anchor.isPresent();
  }

  public X509Certificate leaf() {
    return links.getFirst();
  }

  public X509Certificate top() {
    return links.getLast();
  }

  public boolean isAnchor(X509Certificate certificate) {
    return anchor.filter(certificate::equals).isPresent();
  }

  /** Sent certificates without the anchor at their end. */
  public List<X509Certificate> belowAnchor() {
    return links.stream().filter(link -> !isAnchor(link)).toList();
  }

  /** Every certificate of the path, the anchor last. */
  public List<X509Certificate> all() {
    return Stream.concat(belowAnchor().stream(), anchor.stream()).toList();
  }

  /** The certificates above the leaf, the anchor last. */
  public List<X509Certificate> issuers() {
    var all = all();
    return all.subList(1, all.size());
  }

  /** The issuer of the leaf, as far as known. */
  public Optional<X509Certificate> leafIssuer() {
    return links.size() > 1 ? Optional.of(links.get(1)) : anchor;
  }

  public static boolean namesAsIssuer(X509Certificate subject, X509Certificate issuer) {
    return subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal());
  }

  public static boolean isValidAt(X509Certificate certificate, Instant now) {
    return !now.isBefore(certificate.getNotBefore().toInstant())
        && !now.isAfter(certificate.getNotAfter().toInstant());
  }
}
