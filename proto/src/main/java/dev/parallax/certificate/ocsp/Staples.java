package dev.parallax.certificate.ocsp;

import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.der.ReaderLimit;
import dev.parallax.certificate.der.ReaderLimitException;
import dev.parallax.certificate.extension.TlsFeature;
import dev.parallax.certificate.path.SignatureWork;
import dev.parallax.certificate.path.TrustPath;
import dev.parallax.certificate.reader.ReadChain;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.OcspStaple;
import dev.parallax.model.observation.OcspStaple.Status;
import dev.parallax.text.Printable;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** OCSP responses stapled to a handshake (RFC 6066, section 8), decoded and verified. */
public final class Staples {
  /** A longer response is not decoded. */
  public static final int LIMIT = 16 * 1024;

  /** Responders may be ahead of us by this much, as other clients allow too. */
  private static final Duration SLACK = Duration.ofMinutes(5);

  /** The validity of a response without a next update. */
  private static final Duration WITHOUT_END = Duration.ofDays(7);

  private static final String REQUIRED =
      "the certificate requires a stapled OCSP response (must-staple, RFC 7633); Firefox refuses"
          + " the connection without it, Chromium, OpenSSL and Go do not";

  private Staples() {}

  /**
   * The status of the leaf in a stapled response. No input causes an exception; a response that a
   * {@link Limit} excludes from verification is {@code UNVERIFIED}, with that limit.
   *
   * @param anchors the source of the leaf's issuer when it was not sent
   * @param now by the clock in question
   */
  public static OcspStaple read(
      byte[] der, List<CertificateFacts> chain, Collection<X509Certificate> anchors, Instant now) {
    if (der.length > LIMIT) {
      return unusable(Status.UNREADABLE, "longer than " + LIMIT + " bytes");
    }
    try {
      return verify(OcspResponse.read(der), ReadChain.of(chain).readable(), anchors, now);
    } catch (MalformedDerException malformed) {
      return unusable(Status.UNREADABLE, String.valueOf(malformed.getMessage()));
    } catch (ReaderLimitException over) {
      return unusable(Status.UNVERIFIED, "not verified: " + over.limit().text());
    } catch (RuntimeException | StackOverflowError defect) {
      var limit = new ReaderLimit.Defect(defect.toString());
      return unusable(Status.UNVERIFIED, "not verified: " + limit.text());
    }
  }

  /**
   * The note on a leaf that requires a staple (RFC 7633) and was sent without one; empty when it
   * does not require one. No input causes an exception.
   */
  public static Optional<OcspStaple> missing(List<CertificateFacts> chain) {
    try {
      return ReadChain.of(chain).readable().stream()
          .findFirst()
          .filter(TlsFeature::requiresStaple)
          .map(leaf -> unusable(Status.MISSING, REQUIRED));
    } catch (RuntimeException | StackOverflowError unreadable) {
      return Optional.empty();
    }
  }

  private static OcspStaple verify(
      OcspResponse response,
      List<X509Certificate> sent,
      Collection<X509Certificate> anchors,
      Instant now) {
    if (sent.isEmpty()) {
      return unusable(Status.UNVERIFIED, "the leaf cannot be read");
    }
    var work = new SignatureWork();
    return TrustPath.of(sent, anchors, now, work)
        .leafIssuer()
        .map(issuer -> verify(response, new OcspVerifier(sent.getFirst(), issuer, work), now))
        .orElseGet(() -> unusable(Status.UNVERIFIED, "the leaf's issuer is not known"));
  }

  private static OcspStaple verify(OcspResponse response, OcspVerifier verifier, Instant now) {
    var about = verifier.about(response);
    if (about.isEmpty()) {
      return unusable(Status.UNVERIFIED, "about another certificate");
    }
    return verifier.isSignedByAuthority(response, now)
        ? staple(about.get(), now)
        : staple(about.get(), Status.UNVERIFIED, Optional.empty(), "not signed by the issuer");
  }

  private static OcspStaple staple(OcspStatus status, Instant now) {
    if (now.isBefore(status.thisUpdate().minus(SLACK)) || now.isAfter(end(status))) {
      return staple(status, Status.STALE, Optional.empty(), "here it is " + now);
    }
    return switch (status.says()) {
      case OcspStatus.Says.Good good -> staple(status, Status.GOOD, Optional.empty(), "");
      case OcspStatus.Says.Unknown unknown -> staple(status, Status.UNKNOWN, Optional.empty(), "");
      case OcspStatus.Says.Revoked revoked ->
          staple(status, Status.REVOKED, Optional.of(revoked.at()), revoked.reason().orElse(""));
    };
  }

  private static Instant end(OcspStatus status) {
    return status.nextUpdate().orElseGet(() -> status.thisUpdate().plus(WITHOUT_END)).plus(SLACK);
  }

  private static OcspStaple staple(
      OcspStatus status, Status known, Optional<Instant> revokedAt, String detail) {
    return new OcspStaple(
        known, Optional.of(status.thisUpdate()), status.nextUpdate(), revokedAt, detail);
  }

  private static OcspStaple unusable(Status status, String detail) {
    return new OcspStaple(
        status,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Printable.collapsed(detail, Failure.DETAIL_LIMIT));
  }
}
