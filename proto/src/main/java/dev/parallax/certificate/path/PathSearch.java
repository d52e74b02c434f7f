package dev.parallax.certificate.path;

import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.ReaderLimitException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Builds paths from a leaf to an anchor from the certificates that a server sent (RFC 4158), in
 * sequence. A hostile server can send many possible paths, hence the limits: length, number of
 * partial paths, and signature verifications.
 */
public final class PathSearch {
  private static final int LONGEST = 10;

  private final IssuerGraph graph;
  private int paths;

  public PathSearch(IssuerGraph graph) {
    this.graph = graph;
  }

  /** A path without an anchor at its end, with as many issuers as are found within the limits. */
  public TrustPath untrusted() {
    var links = new ArrayList<>(List.of(graph.leaf()));
    while (links.size() < LONGEST) {
      var next = nearest(links);
      if (next.isEmpty()) {
        break;
      }
      links.add(next.get());
    }
    return new TrustPath(links, Optional.empty());
  }

  /** The absence of trust is known already; a limit only ends the description of the path. */
  private Optional<X509Certificate> nearest(List<X509Certificate> links) {
    try {
      return above(links).findFirst();
    } catch (ReaderLimitException enough) {
      return Optional.empty();
    }
  }

  /**
   * The first path that ends at an anchor and is accepted.
   *
   * @param usable the sent certificates that may be above the leaf
   * @throws ReaderLimitException when a limit was reached before the result
   */
  public Optional<TrustPath> first(
      Predicate<X509Certificate> usable, Predicate<TrustPath> accepted) {
    paths = 0;
    if (!graph.leadsToAnchor(graph.leaf())) {
      return Optional.empty();
    }
    return from(List.of(graph.leaf()), usable, accepted);
  }

  private Optional<TrustPath> from(
      List<X509Certificate> links,
      Predicate<X509Certificate> usable,
      Predicate<TrustPath> accepted) {
    Limit.PATHS.require(++paths);
    var top = links.getLast();
    var ended =
        graph.anchors(top).stream()
            .map(anchor -> new TrustPath(links, Optional.of(anchor)))
            .filter(accepted)
            .findFirst();
    if (ended.isPresent() || links.size() == LONGEST) {
      return ended;
    }
    return above(links)
        .filter(graph::leadsToAnchor)
        .filter(usable)
        .flatMap(
            issuer ->
                from(Stream.concat(links.stream(), Stream.of(issuer)).toList(), usable, accepted)
                    .stream())
        .findFirst();
  }

  /**
   * Issuers with another name or key than every link: a second certificate of the same authority
   * adds nothing.
   */
  private Stream<X509Certificate> above(List<X509Certificate> links) {
    return graph.issuers(links.getLast()).stream()
        .filter(issuer -> links.stream().noneMatch(link -> isSameAuthority(link, issuer)));
  }

  private static boolean isSameAuthority(X509Certificate certificate, X509Certificate other) {
    return certificate.getSubjectX500Principal().equals(other.getSubjectX500Principal())
        && certificate.getPublicKey().equals(other.getPublicKey());
  }
}
