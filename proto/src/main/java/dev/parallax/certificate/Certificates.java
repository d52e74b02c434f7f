package dev.parallax.certificate;

import dev.parallax.model.Failure;
import dev.parallax.model.FailureWord;
import dev.parallax.model.OcspStaple;
import dev.parallax.model.Step;
import dev.parallax.text.Printable;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Validates a chain as sent (RFC 5280, RFC 9525). For revocation it uses the stapled response only,
 * without network access.
 *
 * <p>Order: trust, dates, name, revocation, strength. The dates of an untrusted chain are not
 * meaningful; a chain with no other error than its dates is the sign of a wrong clock, so dates
 * come next.
 */
public final class Certificates {
  private Certificates() {}

  /**
   * Validates a chain. No input causes an exception, and its work is bounded by {@link Limit}: it
   * depends only on its arguments, not on the speed of the machine.
   *
   * @param anchors the trusted certificates
   * @param now by the clock in question
   */
  public static Validation validate(
      Presented presented, Collection<X509Certificate> anchors, Instant now) {
    try {
      return validate(presented, ReadChain.of(presented.chain()), anchors, now);
    } catch (ReaderLimitException over) {
      return new Validation.Indeterminate(over.limit());
    } catch (RuntimeException | StackOverflowError defect) {
      return new Validation.Indeterminate(new ReaderLimit.Defect(defect.toString()));
    }
  }

  private static Validation validate(
      Presented presented, ReadChain read, Collection<X509Certificate> anchors, Instant now) {
    var sent = read.readable();
    if (sent.isEmpty()) {
      return new Validation.Invalid(
          failure(FailureWord.UNKNOWN, "the leaf cannot be read: " + read.leafFault()));
    }
    var path = TrustPath.of(sent, anchors, now, new SignatureWork());
    if (!path.trusted() && !isSelfIssued(path.leaf())) {
      var hidden = read.hiding(path.links());
      if (hidden.isPresent()) {
        return new Validation.Indeterminate(hidden.get());
      }
    }
    return trust(path, sent)
        .or(() -> dates(path, now))
        .or(() -> name(path.leaf(), presented.host()))
        .or(() -> revocation(presented.staple()))
        .or(() -> strength(path))
        .or(() -> rules(path, now))
        .<Validation>map(Validation.Invalid::new)
        .orElseGet(Validation.Valid::new);
  }

  private static boolean isSelfIssued(X509Certificate leaf) {
    return TrustPath.namesAsIssuer(leaf, leaf);
  }

  private static Optional<Failure> trust(TrustPath path, List<X509Certificate> sent) {
    if (path.trusted()) {
      return Optional.empty();
    }
    var leaf = path.leaf();
    var issuer = "issuer " + path.top().getIssuerX500Principal().getName();
    if (isSelfIssued(leaf)) {
      return Optional.of(failure(FailureWord.CERT_SELF_SIGNED, issuer));
    }
    boolean issuerMissing = path.links().size() == 1;
    return Optional.of(
        issuerMissing && (sent.size() == 1 || AuthorityAccess.namesIssuer(leaf))
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

  private static Optional<Failure> revocation(Optional<OcspStaple> staple) {
    return staple
        .filter(stapled -> stapled.status() == OcspStaple.Status.REVOKED)
        .map(revoked -> failure(FailureWord.CERT_REVOKED, revocation(revoked)));
  }

  private static String revocation(OcspStaple revoked) {
    var at = revoked.revokedAt().map(time -> "at " + time).orElse("");
    return revoked.said().isEmpty() ? at : at + ": " + revoked.said();
  }

  /** An anchor is trusted as it is: nothing depends on its signature. */
  private static Optional<Failure> strength(TrustPath path) {
    return path.links().stream()
        .filter(link -> !path.anchor().equals(Optional.of(link)))
        .flatMap(link -> Strength.weakness(link).stream())
        .findFirst()
        .map(weak -> failure(FailureWord.CERT_WEAK, weak));
  }

  /** The platform's own rules last: a refusal by them has no failure word of ours. */
  private static Optional<Failure> rules(TrustPath path, Instant now) {
    var anchor = path.anchor().orElseThrow();
    var links = path.links().stream().filter(link -> !link.equals(anchor)).toList();
    if (links.isEmpty()) {
      return Optional.empty();
    }
    try {
      var certificates = CertificateFactory.getInstance("X.509").generateCertPath(links);
      CertPathValidator.getInstance("PKIX").validate(certificates, parameters(anchor, now));
      return Optional.empty();
    } catch (GeneralSecurityException refused) {
      return Optional.of(failure(FailureWord.UNKNOWN, String.valueOf(refused.getMessage())));
    }
  }

  private static PKIXParameters parameters(X509Certificate anchor, Instant now)
      throws GeneralSecurityException {
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    return parameters;
  }

  private static Failure failure(FailureWord word, String said) {
    return new Failure(Step.TLS, word, Printable.collapsed(said, Failure.SAID_LIMIT));
  }
}
