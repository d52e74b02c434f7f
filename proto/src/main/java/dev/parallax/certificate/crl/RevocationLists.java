package dev.parallax.certificate.crl;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.extension.KeyUsage;
import dev.parallax.certificate.extension.RevocationReason;
import dev.parallax.certificate.path.SignatureAlgorithms;
import dev.parallax.certificate.path.SignatureWork;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.observation.CentralCheck.Status;
import dev.parallax.text.Printable;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The status of a certificate by a revocation list, which is verified first. */
public final class RevocationLists {
  /** Bytes; a longer list is not decoded. */
  public static final int LIMIT = 4 << 20;

  /** Authorities may be ahead of us by this much. */
  private static final Duration SLACK = Duration.ofMinutes(5);

  /** The validity of a list without a next update. */
  private static final Duration WITHOUT_END = Duration.ofDays(7);

  private static final int FIELDS = 3;

  private RevocationLists() {}

  /**
   * The status of a certificate by a list of its issuer. No input causes an exception.
   *
   * @param der of a complete list
   * @param now a list outside its validity is {@code STALE} and revokes nothing
   */
  public static ListedStatus read(
      byte[] der, X509Certificate subject, X509Certificate issuer, Instant now) {
    if (der.length > LIMIT) {
      return ListedStatus.unusable(Status.UNREADABLE, "longer than " + LIMIT + " bytes");
    }
    try {
      return verified(der, subject, issuer, now);
    } catch (MalformedDerException malformed) {
      return ListedStatus.unusable(
          Status.UNREADABLE, "not a CRL in DER: " + Printable.message(malformed));
    } catch (RuntimeException | StackOverflowError defect) {
      return ListedStatus.unusable(
          Status.UNVERIFIED, Printable.collapsed("not verified: " + defect, Failure.DETAIL_LIMIT));
    }
  }

  /** Only a signed list is decoded any further. */
  private static ListedStatus verified(
      byte[] der, X509Certificate subject, X509Certificate issuer, Instant now) {
    var outer = Der.of(der).as(Der.SEQUENCE).fields(FIELDS);
    var signed = outer.next(Der.SEQUENCE);
    var algorithm = outer.next(Der.SEQUENCE).fields(FIELDS).next().identifier();
    var signature = outer.next().bits();
    if (!KeyUsage.of(issuer).map(KeyUsage::allowsLists).orElse(true)) {
      return ListedStatus.unusable(Status.UNVERIFIED, "the issuer may not sign CRLs (key usage)");
    }
    boolean valid =
        SignatureAlgorithms.named(algorithm)
            .filter(
                name ->
                    new SignatureWork()
                        .isSigned(signed.encoded(), signature, name, issuer.getPublicKey()))
            .isPresent();
    return valid
        ? status(RevocationList.read(signed), subject, issuer, now)
        : ListedStatus.unusable(Status.UNVERIFIED, "not signed by the certificate's issuer");
  }

  private static ListedStatus status(
      RevocationList list, X509Certificate subject, X509Certificate issuer, Instant now) {
    if (!list.issuer().equals(issuer.getSubjectX500Principal())) {
      return ListedStatus.unusable(Status.UNVERIFIED, "a list of another issuer");
    }
    var exclusion =
        ListScope.exclusion(list.extensions().stream().map(ListExtension::read).toList(), subject);
    if (exclusion.isPresent()) {
      return ListedStatus.unusable(Status.UNVERIFIED, exclusion.get());
    }
    var end = list.nextUpdate().orElseGet(() -> list.thisUpdate().plus(WITHOUT_END));
    if (now.isBefore(list.thisUpdate().minus(SLACK)) || now.isAfter(end.plus(SLACK))) {
      return ListedStatus.unusable(
          Status.STALE, "valid from " + list.thisUpdate() + " to " + end + ", here it is " + now);
    }
    return list.entry(subject.getSerialNumber())
        .filter(entry -> !entry.reason().equals(Optional.of(RevocationReason.REMOVED)))
        .map(
            entry ->
                new ListedStatus(
                    Status.REVOKED, Optional.of(entry.at()), entry.reason().orElse("")))
        .orElseGet(ListedStatus::good);
  }
}
