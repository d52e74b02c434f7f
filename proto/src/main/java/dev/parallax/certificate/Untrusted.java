package dev.parallax.certificate;

import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.extension.AuthorityAccess;
import dev.parallax.certificate.extension.AuthorityKey;
import dev.parallax.certificate.path.IssuerGraph;
import dev.parallax.certificate.path.TrustPath;
import dev.parallax.certificate.reader.ReadChain;
import dev.parallax.certificate.rule.Failures;
import dev.parallax.certificate.rule.IssuerRules;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The reason why no path leads from a leaf to an anchor. */
final class Untrusted {
  private final ReadChain read;
  private final IssuerGraph graph;
  private final TrustPath path;

  /**
   * @param path with as many issuers as were sent
   */
  Untrusted(ReadChain read, IssuerGraph graph, TrustPath path) {
    this.read = read;
    this.graph = graph;
    this.path = path;
  }

  /** A limit that excludes an issuer, otherwise the fault. */
  Validation validation() {
    var leaf = path.leaf();
    if (TrustPath.namesAsIssuer(leaf, leaf) && graph.signature(leaf, leaf).orElse(false)) {
      return new Validation.Invalid(
          Failures.of(
              FailureWord.CERT_SELF_SIGNED,
              IssuerRules.subject(leaf) + " is signed by its own key and is not trusted"));
    }
    var hidden = read.hiding(path.links());
    return hidden
        .<Validation>map(Validation.Indeterminate::new)
        .orElseGet(() -> new Validation.Invalid(fault()));
  }

  private Failure fault() {
    return read.malformed(path.top())
        .map(reason -> Failures.of(FailureWord.CERT_MALFORMED, issuer() + ": " + reason))
        .or(() -> forged().map(reason -> Failures.of(FailureWord.CERT_BAD_SIGNATURE, reason)))
        .orElseGet(this::missing);
  }

  /** The issuer is available, with the named key, and did not sign. */
  private Optional<String> forged() {
    var top = path.top();
    return graph
        .namesakes(top)
        .filter(issuer -> isNamed(top, issuer) && !graph.signature(top, issuer).orElse(true))
        .findFirst()
        .map(issuer -> issuer() + " has not signed " + IssuerRules.subject(top));
  }

  private static boolean isNamed(X509Certificate subject, X509Certificate issuer) {
    try {
      return AuthorityKey.of(subject).filter(key -> key.isOf(issuer)).isPresent();
    } catch (MalformedDerException unreadable) {
      return false;
    }
  }

  /** Only a leaf with the URL of its issuer's certificate shows that the certificate is missing. */
  private Failure missing() {
    boolean alone = path.links().size() == 1;
    if (alone && AuthorityAccess.namesIssuer(path.leaf())) {
      return Failures.of(
          FailureWord.CERT_INCOMPLETE_CHAIN,
          issuer() + " was not sent; browsers fetch it from the URL in the certificate");
    }
    return Failures.of(
        FailureWord.CERT_UNKNOWN_ISSUER,
        issuer() + (alone ? " was not sent and is not trusted" : " is not trusted"));
  }

  private String issuer() {
    return "issuer " + path.top().getIssuerX500Principal().getName();
  }
}
