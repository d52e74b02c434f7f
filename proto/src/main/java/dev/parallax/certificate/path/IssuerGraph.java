package dev.parallax.certificate.path;

import dev.parallax.certificate.der.ReaderLimitException;
import dev.parallax.certificate.reader.Strength;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The signature relations between sent certificates and anchors; each signature is verified once.
 */
public final class IssuerGraph {
  private final List<X509Certificate> sent;
  private final Collection<X509Certificate> anchors;
  private final Instant now;
  private final SignatureWork work;
  private final Map<X509Certificate, List<X509Certificate>> issuersSent = new HashMap<>();
  private final Map<X509Certificate, List<X509Certificate>> issuersTrusted = new HashMap<>();
  private final Set<X509Certificate> leading;

  /**
   * @param sent the leaf first, the other certificates in any order
   * @param now issuers that are valid at this time come first
   */
  public IssuerGraph(
      List<X509Certificate> sent,
      Collection<X509Certificate> anchors,
      Instant now,
      SignatureWork work) {
    this.sent = List.copyOf(new LinkedHashSet<>(sent));
    this.anchors = anchors;
    this.now = now;
    this.work = work;
    this.leading = leading();
  }

  X509Certificate leaf() {
    return sent.getFirst();
  }

  /** Anchors that are equal to the certificate, or signed it. */
  List<X509Certificate> anchors(X509Certificate certificate) {
    return issuersTrusted.computeIfAbsent(certificate, this::findAnchors);
  }

  private List<X509Certificate> findAnchors(X509Certificate certificate) {
    return anchors.contains(certificate)
        ? List.of(certificate)
        : signers(certificate, anchors.stream());
  }

  /** Sent certificates that signed it. */
  List<X509Certificate> issuers(X509Certificate certificate) {
    return issuersSent.computeIfAbsent(certificate, it -> signers(it, sent.stream()));
  }

  private List<X509Certificate> signers(
      X509Certificate certificate, Stream<X509Certificate> among) {
    return among
        .filter(issuer -> TrustPath.namesAsIssuer(certificate, issuer))
        .filter(issuer -> !issuer.equals(certificate))
        .filter(issuer -> Strength.isBeyondChecking(issuer) || isSigned(certificate, issuer))
        .sorted(Comparator.comparing(issuer -> !TrustPath.isValidAt(issuer, now)))
        .toList();
  }

  private boolean isSigned(X509Certificate certificate, X509Certificate issuer) {
    return work.isSigned(certificate, issuer.getPublicKey());
  }

  /** Whether the issuer signed it; empty when a limit was reached first. */
  public Optional<Boolean> signature(X509Certificate certificate, X509Certificate issuer) {
    try {
      return Optional.of(isSigned(certificate, issuer));
    } catch (ReaderLimitException over) {
      return Optional.empty();
    }
  }

  /** Certificates and anchors with the name of its issuer. */
  public Stream<X509Certificate> namesakes(X509Certificate certificate) {
    return Stream.concat(sent.stream(), anchors.stream())
        .filter(issuer -> TrustPath.namesAsIssuer(certificate, issuer))
        .filter(issuer -> !issuer.equals(certificate));
  }

  /**
   * Whether names lead from the certificate to an anchor: other certificates need no signature
   * verification.
   */
  boolean leadsToAnchor(X509Certificate certificate) {
    return leading.contains(certificate);
  }

  private Set<X509Certificate> leading() {
    var reached = new HashSet<X509Certificate>();
    var names = new HashSet<Object>();
    anchors.forEach(anchor -> names.add(anchor.getSubjectX500Principal()));
    boolean grows = true;
    while (grows) {
      grows = false;
      for (var certificate : sent) {
        boolean leads =
            names.contains(certificate.getIssuerX500Principal()) || anchors.contains(certificate);
        if (leads && reached.add(certificate)) {
          names.add(certificate.getSubjectX500Principal());
          grows = true;
        }
      }
    }
    return reached;
  }
}
