package dev.parallax.certificate.reader;

import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.ReaderLimit;
import dev.parallax.certificate.der.ReaderLimitException;
import dev.parallax.certificate.reader.CertificateReading.Malformed;
import dev.parallax.certificate.reader.CertificateReading.Unread;
import dev.parallax.model.observation.CertificateFacts;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * A chain as sent, each certificate decoded separately.
 *
 * @param readings leaf first
 */
public record ReadChain(List<CertificateReading> readings) {
  public ReadChain {
    readings = List.copyOf(readings);
  }

  /**
   * Reads a chain.
   *
   * @throws ReaderLimitException when the chain as a whole exceeds a limit
   */
  public static ReadChain of(List<CertificateFacts> chain) {
    Limit.CHAIN_CERTIFICATES.require(chain.size());
    Limit.CHAIN_BYTES.require(chain.stream().mapToLong(facts -> facts.der().size()).sum());
    return new ReadChain(
        chain.stream().map(facts -> CertificateReader.read(facts.der().toArray())).toList());
  }

  /**
   * The decoded certificates; empty when the leaf is malformed, without which the others are not
   * meaningful.
   *
   * @throws ReaderLimitException when the leaf exceeds a limit
   */
  public List<X509Certificate> readable() {
    if (readings.isEmpty() || readings.getFirst() instanceof Malformed) {
      return List.of();
    }
    if (readings.getFirst() instanceof Unread leaf) {
      throw new ReaderLimitException(leaf.limit());
    }
    return readings.stream().flatMap(reading -> reading.readable().stream()).toList();
  }

  /** The reason why no certificate is decoded. */
  public String leafFault() {
    return !readings.isEmpty() && readings.getFirst() instanceof Malformed(var reason, var fields)
        ? reason
        : "no certificate was sent";
  }

  /**
   * The limit that excludes a certificate which may be an issuer of one of these: a certificate of
   * that name, or with an undecoded name.
   */
  public Optional<ReaderLimit> hiding(List<X509Certificate> subjects) {
    var issuers = subjects.stream().map(X509Certificate::getIssuerX500Principal).toList();
    return readings.stream()
        .filter(Unread.class::isInstance)
        .map(Unread.class::cast)
        .filter(unread -> unread.fields().map(fields -> isNamed(fields, issuers)).orElse(true))
        .map(Unread::limit)
        .findFirst();
  }

  /** The reason why a sent certificate with the name of this certificate's issuer is malformed. */
  public Optional<String> malformed(X509Certificate subject) {
    var issuer = List.of(subject.getIssuerX500Principal());
    return readings.stream()
        .filter(Malformed.class::isInstance)
        .map(Malformed.class::cast)
        .filter(read -> read.fields().filter(fields -> isNamed(fields, issuer)).isPresent())
        .map(Malformed::reason)
        .findFirst();
  }

  private static boolean isNamed(CertificateFields fields, List<X500Principal> names) {
    try {
      return names.contains(new X500Principal(fields.subject().encoded()));
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }
}
