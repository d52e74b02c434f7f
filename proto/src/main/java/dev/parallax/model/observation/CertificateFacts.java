package dev.parallax.model.observation;

import dev.parallax.model.value.Bytes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One certificate as sent. Every string in it is hostile until escaped.
 *
 * @param sha256 lower-case hex of the DER
 * @param names DNS names and addresses of the subject alternative name extension, at most 100
 * @param key e.g. {@code EC 256}, {@code RSA 2048}
 * @param der the certificate itself, kept in the store; empty in a report parsed from JSON, and in
 *     a chain of more than {@link TlsStep#ENCODED_CHAIN_LIMIT} bytes
 */
public record CertificateFacts(
    String sha256,
    String subject,
    String issuer,
    List<String> names,
    Instant notBefore,
    Instant notAfter,
    String key,
    String signature,
    Bytes der) {
  public static final int NAMES_LIMIT = 100;

  public CertificateFacts {
    names = List.copyOf(names.size() <= NAMES_LIMIT ? names : names.subList(0, NAMES_LIMIT));
  }

  /** The same facts without the certificate itself. */
  CertificateFacts withoutDer() {
    return new CertificateFacts(
        sha256, subject, issuer, names, notBefore, notAfter, key, signature, Bytes.EMPTY);
  }

  /** Whole days until it expires; negative after the expiry, counted in started days. */
  public long daysLeft(Instant now) {
    return Math.floorDiv(
        Duration.between(now, notAfter).toSeconds(), Duration.ofDays(1).toSeconds());
  }
}
