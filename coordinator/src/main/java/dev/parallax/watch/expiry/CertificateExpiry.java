package dev.parallax.watch.expiry;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.text.Printable;
import dev.parallax.watch.expiry.ShownChains.ShownCertificate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A certificate of a target that expires soon.
 *
 * @param sha256 lower-case hex of the DER
 * @param leaf whether it is the certificate of the server, not of an issuer
 * @param days the lowest threshold that was reported
 * @param affected the vantages that received it last
 * @param absent the number of looks running that received other chains only
 * @param closedAt the time at which it was replaced
 */
public record CertificateExpiry(
    String target,
    String sha256,
    String subject,
    Instant notAfter,
    boolean leaf,
    int days,
    List<VantageId> affected,
    int absent,
    Instant openedAt,
    Optional<Instant> closedAt) {
  private static final int LONGEST_SUBJECT = 200;
  private static final int ID_DIGITS = 16;

  public CertificateExpiry {
    affected = List.copyOf(affected);
  }

  static CertificateExpiry open(String target, ShownCertificate shown, int days, Instant at) {
    return new CertificateExpiry(
        target,
        shown.facts().sha256(),
        Printable.of(shown.facts().subject(), LONGEST_SUBJECT),
        shown.facts().notAfter(),
        shown.leaf(),
        days,
        shown.vantages(),
        0,
        at,
        Optional.empty());
  }

  /** The same in all messages about this certificate of this target. */
  public String id() {
    var checksum = new CRC32C();
    checksum.update(target.getBytes(StandardCharsets.UTF_8));
    return "certificate-"
        + sha256.substring(0, Math.min(ID_DIGITS, sha256.length()))
        + "-"
        + Long.toString(checksum.getValue(), 36);
  }

  public boolean isOpen() {
    return closedAt.isEmpty();
  }

  /** Whole days until the expiry, at least 0. */
  public long daysLeft(Instant now) {
    return Math.max(0, Duration.between(now, notAfter).toDays());
  }

  public boolean isExpired(Instant now) {
    return !now.isBefore(notAfter);
  }

  CertificateExpiry reported(ShownCertificate shown, int threshold) {
    return new CertificateExpiry(
        target,
        sha256,
        subject,
        notAfter,
        shown.leaf(),
        threshold,
        shown.vantages(),
        0,
        openedAt,
        Optional.empty());
  }

  CertificateExpiry shownAt(List<VantageId> vantages) {
    return new CertificateExpiry(
        target, sha256, subject, notAfter, leaf, days, vantages, 0, openedAt, closedAt);
  }

  CertificateExpiry absent(int looks) {
    return new CertificateExpiry(
        target, sha256, subject, notAfter, leaf, days, affected, looks, openedAt, closedAt);
  }

  CertificateExpiry closed(Instant at) {
    return new CertificateExpiry(
        target, sha256, subject, notAfter, leaf, days, affected, 0, openedAt, Optional.of(at));
  }
}
