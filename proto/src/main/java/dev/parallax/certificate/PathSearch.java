package dev.parallax.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks for the way to an anchor among the certificates a server sent. Those can be made to lead
 * anywhere, hence a longest way and a most number of signatures looked at.
 */
final class PathSearch {
  private static final int LONGEST = 10;
  private static final int SIGNATURES = 64;

  private final List<X509Certificate> sent;
  private final Collection<X509Certificate> anchors;
  private final Instant now;
  private int looked;

  PathSearch(List<X509Certificate> sent, Collection<X509Certificate> anchors, Instant now) {
    this.sent = sent;
    this.anchors = anchors;
    this.now = now;
  }

  /** The first way that ends in trust, else the longest there is. */
  TrustPath from(List<X509Certificate> links) {
    var best = new TrustPath(links, anchor(links.getLast()));
    if (best.trusted() || links.size() == LONGEST) {
      return best;
    }
    for (var issuer : issuersSent(links)) {
      var longer = from(Stream.concat(links.stream(), Stream.of(issuer)).toList());
      if (longer.trusted()) {
        return longer;
      }
      best = longer.links().size() > best.links().size() ? longer : best;
    }
    return best;
  }

  private Optional<X509Certificate> anchor(X509Certificate link) {
    return anchors.contains(link)
        ? Optional.of(link)
        : candidates(link, anchors.stream())
            .filter(anchor -> isSigned(link, anchor))
            .min(validFirst());
  }

  private List<X509Certificate> issuersSent(List<X509Certificate> links) {
    var link = links.getLast();
    return candidates(link, sent.stream().filter(other -> !links.contains(other)))
        .filter(issuer -> Strength.isBeyondChecking(issuer) || isSigned(link, issuer))
        .sorted(validFirst())
        .toList();
  }

  private static Stream<X509Certificate> candidates(
      X509Certificate link, Stream<X509Certificate> among) {
    return among.filter(issuer -> TrustPath.namesAsIssuer(link, issuer));
  }

  private boolean isSigned(X509Certificate link, X509Certificate issuer) {
    return ++looked <= SIGNATURES && TrustPath.isSignedBy(link, issuer);
  }

  private Comparator<X509Certificate> validFirst() {
    return Comparator.comparing(issuer -> !TrustPath.isValidAt(issuer, now));
  }
}
