package dev.parallax.certificate;

import dev.parallax.model.Bytes;
import dev.parallax.model.CertificateFacts;
import dev.parallax.text.Printable;
import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Certificates as they came over the wire, as values. */
public final class CertificateReader {
  private static final int NAME_LIMIT = 300;

  private CertificateReader() {}

  /** Empty when these bytes are no X.509 certificate. */
  public static Optional<X509Certificate> parse(byte[] der) {
    try {
      var parsed =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(der));
      return Optional.of((X509Certificate) parsed);
    } catch (CertificateException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** The facts of a certificate; of an unreadable one only its hash and bytes. */
  public static CertificateFacts facts(byte[] der) {
    return parse(der).map(certificate -> facts(certificate, der)).orElseGet(() -> unreadable(der));
  }

  private static CertificateFacts facts(X509Certificate certificate, byte[] der) {
    return new CertificateFacts(
        sha256(der),
        bounded(certificate.getSubjectX500Principal().getName()),
        bounded(certificate.getIssuerX500Principal().getName()),
        CertificateNames.of(certificate).stream().map(CertificateReader::bounded).toList(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        Strength.describe(certificate.getPublicKey()),
        certificate.getSigAlgName(),
        Bytes.copyOf(der));
  }

  private static CertificateFacts unreadable(byte[] der) {
    return new CertificateFacts(
        sha256(der), "", "", List.of(), Instant.EPOCH, Instant.EPOCH, "", "", Bytes.copyOf(der));
  }

  private static String bounded(String text) {
    return Printable.collapsed(text, NAME_LIMIT);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
