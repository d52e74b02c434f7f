package dev.parallax.agent.classify;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.parallax.model.Failure;
import dev.parallax.model.FailureWord;
import dev.parallax.model.Step;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Judges a chain as it was sent (RFC 5280, RFC 9525). Revocation is not looked at.
 *
 * <p>Order: trust, dates, name, strength. A chain nobody vouches for says nothing by its dates; a
 * chain that is fine but for its dates is exactly what a wrong clock sees, so dates come next.
 */
public final class Certificates {
  private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";
  private static final int RSA_BITS = 2048;
  private static final int EC_BITS = 224;

  private Certificates() {}

  /**
   * Why a client should not accept this chain; empty when it should.
   *
   * @param sent leaf first
   * @param host the name or address the leaf must carry
   * @param anchors what this host trusts
   * @param now by this host's clock
   */
  public static Optional<Failure> judge(
      List<X509Certificate> sent, String host, Collection<X509Certificate> anchors, Instant now) {
    if (sent.isEmpty()) {
      return Optional.of(failure(FailureWord.UNKNOWN, "no readable certificate was sent"));
    }
    var path = TrustPath.of(sent, anchors, now);
    return trust(path, sent)
        .or(() -> dates(path, now))
        .or(() -> name(sent.getFirst(), host))
        .or(() -> strength(path, anchors))
        .or(() -> rules(sent, anchors, now));
  }

  private static Optional<Failure> trust(TrustPath path, List<X509Certificate> sent) {
    if (path.trusted()) {
      return Optional.empty();
    }
    var leaf = path.links().getFirst();
    var issuer = "issuer " + path.top().getIssuerX500Principal().getName();
    if (isSelfIssued(leaf)) {
      return Optional.of(failure(FailureWord.CERT_SELF_SIGNED, issuer));
    }
    boolean issuerMissing = path.links().size() == 1;
    return Optional.of(
        issuerMissing && (sent.size() == 1 || namesIssuer(leaf))
            ? failure(FailureWord.CERT_INCOMPLETE_CHAIN, issuer + " was not sent")
            : failure(FailureWord.CERT_UNKNOWN_ISSUER, issuer + " is not trusted"));
  }

  private static Optional<Failure> dates(TrustPath path, Instant now) {
    return path.links().stream().flatMap(link -> date(link, now).stream()).findFirst();
  }

  private static Optional<Failure> date(X509Certificate link, Instant now) {
    var notBefore = link.getNotBefore().toInstant();
    var notAfter = link.getNotAfter().toInstant();
    if (now.isBefore(notBefore)) {
      return Optional.of(
          failure(FailureWord.CERT_NOT_YET_VALID, "from " + notBefore + ", here it is " + now));
    }
    return now.isAfter(notAfter)
        ? Optional.of(
            failure(FailureWord.CERT_EXPIRED, "until " + notAfter + ", here it is " + now))
        : Optional.empty();
  }

  private static Optional<Failure> name(X509Certificate leaf, String host) {
    return CertificateNames.cover(leaf, host)
        ? Optional.empty()
        : Optional.of(
            failure(
                FailureWord.CERT_NAME_MISMATCH,
                "for " + CertificateNames.of(leaf) + ", not for " + host));
  }

  private static Optional<Failure> strength(TrustPath path, Collection<X509Certificate> anchors) {
    return path.links().stream()
        .filter(link -> !anchors.contains(link))
        .flatMap(link -> weakness(link).stream())
        .findFirst()
        .map(weak -> failure(FailureWord.CERT_WEAK, weak));
  }

  private static Optional<String> weakness(X509Certificate link) {
    int bits = CertificateReader.keyBits(link.getPublicKey());
    int least = link.getPublicKey().getAlgorithm().equals("RSA") ? RSA_BITS : EC_BITS;
    if (bits > 0 && bits < least) {
      return Optional.of(link.getPublicKey().getAlgorithm() + " " + bits);
    }
    var signature = link.getSigAlgName().toUpperCase(Locale.ROOT);
    return signature.startsWith("MD") || signature.startsWith("SHA1")
        ? Optional.of("signature " + link.getSigAlgName())
        : Optional.empty();
  }

  /** The platform's own rules last: what they still refuse has no word of ours. */
  private static Optional<Failure> rules(
      List<X509Certificate> sent, Collection<X509Certificate> anchors, Instant now) {
    if (anchors.contains(sent.getFirst())) {
      return Optional.empty();
    }
    try {
      CertPathBuilder.getInstance("PKIX").build(parameters(sent, anchors, now));
      return Optional.empty();
    } catch (GeneralSecurityException refused) {
      return Optional.of(failure(FailureWord.UNKNOWN, Printable.said(refused)));
    }
  }

  private static PKIXBuilderParameters parameters(
      List<X509Certificate> sent, Collection<X509Certificate> anchors, Instant now)
      throws GeneralSecurityException {
    var leaf = new X509CertSelector();
    leaf.setCertificate(sent.getFirst());
    var trusted =
        anchors.stream().map(anchor -> new TrustAnchor(anchor, null)).collect(toUnmodifiableSet());
    var parameters = new PKIXBuilderParameters(trusted, leaf);
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    parameters.addCertStore(
        CertStore.getInstance("Collection", new CollectionCertStoreParameters(sent)));
    return parameters;
  }

  private static boolean isSelfIssued(X509Certificate certificate) {
    return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
  }

  private static boolean namesIssuer(X509Certificate certificate) {
    return certificate.getExtensionValue(AUTHORITY_INFORMATION_ACCESS) != null;
  }

  private static Failure failure(FailureWord word, String said) {
    return new Failure(Step.TLS, word, Printable.text(said, Failure.SAID_LIMIT));
  }
}
