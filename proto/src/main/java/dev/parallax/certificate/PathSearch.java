package dev.parallax.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds the path from a leaf to an anchor from the certificates that a server sent (RFC 4158). A
 * hostile server can send many possible paths, hence the limits: length, number of partial paths,
 * and signature verifications.
 */
final class PathSearch {
  private static final int LONGEST = 10;

  private final List<X509Certificate> sent;
  private final Collection<X509Certificate> anchors;
  private final Instant now;
  private final SignatureWork work;
  private int paths;

  PathSearch(
      List<X509Certificate> sent,
      Collection<X509Certificate> anchors,
      Instant now,
      SignatureWork work) {
    this.sent = sent;
    this.anchors = anchors;
    this.now = now;
    this.work = work;
  }

  /**
   * The first path that ends at an anchor, otherwise the longest path.
   *
   * @throws ReaderLimitException when a limit was reached before the result
   */
  TrustPath from(List<X509Certificate> links) {
    Limit.PATHS.require(++paths);
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
    return work.isSigned(link, issuer.getPublicKey());
  }

  private Comparator<X509Certificate> validFirst() {
    return Comparator.comparing(issuer -> !TrustPath.isValidAt(issuer, now));
  }
}
