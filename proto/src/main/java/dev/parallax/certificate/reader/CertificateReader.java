package dev.parallax.certificate.reader;

import dev.parallax.certificate.der.KeyLimits;
import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.der.ReaderLimit;
import dev.parallax.certificate.der.ReaderLimitException;
import dev.parallax.certificate.extension.CertificateNames;
import dev.parallax.certificate.reader.CertificateReading.Malformed;
import dev.parallax.certificate.reader.CertificateReading.Parsed;
import dev.parallax.certificate.reader.CertificateReading.Unread;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.text.Printable;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * The only decoder of certificates from the network: a library receives only certificates within
 * every {@link Limit}. No input causes an exception.
 */
public final class CertificateReader {
  private static final int TEXT_LIMIT = 300;

  private CertificateReader() {}

  /**
   * The certificate of these bytes.
   *
   * @param der of one certificate
   * @throws CertificateException when it is not a certificate, or exceeds a {@link Limit}
   */
  public static X509Certificate certificate(byte[] der) throws CertificateException {
    return switch (read(der)) {
      case Parsed(var certificate) -> certificate;
      case Malformed(var reason, var fields) -> throw new CertificateException(reason);
      case Unread(var limit, var fields) -> throw new CertificateException(limit.text());
    };
  }

  /**
   * A chain that a TLS engine passes on before decoding.
   *
   * @param sent as sent
   * @param most maximum number of decoded certificates; further certificates are omitted
   * @throws CertificateException when there is none, or for the first that is invalid or exceeds a
   *     limit
   */
  public static X509Certificate[] chain(X509Certificate[] sent, int most)
      throws CertificateException {
    if (sent.length == 0) {
      throw new CertificateException("no certificate was sent");
    }
    var read = new X509Certificate[Math.min(sent.length, most)];
    for (int i = 0; i < read.length; i++) {
      read[i] = certificate(sent[i].getEncoded());
    }
    return read;
  }

  public static CertificateReading read(byte[] der) {
    try {
      return read(Guard.structure(der), der);
    } catch (MalformedDerException malformed) {
      return malformed(malformed, Optional.empty());
    } catch (ReaderLimitException over) {
      return new Unread(over.limit(), Optional.empty());
    }
  }

  private static CertificateReading read(CertificateFields fields, byte[] der) {
    try {
      Guard.keys(fields);
      return new Parsed(parse(der));
    } catch (ReaderLimitException over) {
      return new Unread(over.limit(), Optional.of(fields));
    } catch (CertificateException | MalformedDerException malformed) {
      return malformed(malformed, Optional.of(fields));
    } catch (RuntimeException | StackOverflowError defect) {
      return new Unread(new ReaderLimit.Defect(defect.toString()), Optional.empty());
    }
  }

  private static Malformed malformed(Exception cause, Optional<CertificateFields> fields) {
    return new Malformed(bounded(String.valueOf(cause.getMessage())), fields);
  }

  private static X509Certificate parse(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  /**
   * The facts of a certificate. When its key or signature exceeds a limit they lack its alternative
   * names; when it cannot be decoded they are its hash and its bytes.
   */
  public static CertificateFacts facts(byte[] der) {
    try {
      return switch (read(der)) {
        case Parsed(var certificate) -> facts(certificate, der);
        case Unread(var limit, var fields) ->
            fields.map(read -> facts(read, der)).orElseGet(() -> bare(der));
        case Malformed malformed -> bare(der);
      };
    } catch (RuntimeException | StackOverflowError lazilyParsed) {
      return bare(der);
    }
  }

  private static CertificateFacts facts(X509Certificate certificate, byte[] der) {
    return new CertificateFacts(
        Sha256.hex(der),
        bounded(certificate.getSubjectX500Principal().getName()),
        bounded(certificate.getIssuerX500Principal().getName()),
        CertificateNames.of(certificate).stream().map(CertificateReader::bounded).toList(),
        certificate.getNotBefore().toInstant(),
        certificate.getNotAfter().toInstant(),
        Strength.describe(certificate.getPublicKey()),
        certificate.getSigAlgName(),
        Bytes.copyOf(der));
  }

  private static CertificateFacts facts(CertificateFields fields, byte[] der) {
    var period = fields.validity().fields();
    return new CertificateFacts(
        Sha256.hex(der),
        bounded(new X500Principal(fields.subject().encoded()).getName()),
        bounded(new X500Principal(fields.issuer().encoded()).getName()),
        List.of(),
        period.next().period(),
        period.next().period(),
        KeyLimits.name(fields.key()),
        fields.algorithm().fields().next().identifier(),
        Bytes.copyOf(der));
  }

  private static CertificateFacts bare(byte[] der) {
    return new CertificateFacts(
        Sha256.hex(der),
        "",
        "",
        List.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        "",
        "",
        Bytes.copyOf(der));
  }

  private static String bounded(String text) {
    return Printable.collapsed(text, TEXT_LIMIT);
  }
}
