package dev.parallax.certificate.reader;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.DerScan;
import dev.parallax.certificate.der.KeyLimits;
import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.der.ReaderLimitException;
import java.util.Set;

/**
 * The checks of every certificate from the network before a library decodes it. Never recurses.
 * Measured over the 144 authorities of Debian's CA bundle (1,085 bytes on average): 2.4 µs a
 * certificate, the median of 2,000 rounds after 2,000 rounds of warm-up, and 300 µs a certificate
 * in the first round of a JVM (JDK 25, x86-64, a shared machine of 2 cores).
 */
final class Guard {
  /** The arcs of the extensions of RFC 5280, which the JDK parses. */
  private static final Set<String> PARSED = Set.of("2.5.29", "1.3.6.1.5.5.7.1");

  private static final String ALTERNATIVE_NAMES = "2.5.29.17";

  private Guard() {}

  /**
   * The fields of a certificate whose structure is within all limits.
   *
   * @throws MalformedDerException when it is not a certificate in DER
   * @throws ReaderLimitException when it exceeds a limit
   */
  static CertificateFields structure(byte[] der) {
    Limit.CERTIFICATE_BYTES.require(der.length);
    var scan = new DerScan();
    scan.add(der);
    var fields = CertificateFields.read(der);
    Limit.EXTENSIONS.require(fields.extensions().size());
    for (var extension : fields.extensions()) {
      extension(extension, scan);
    }
    return fields;
  }

  /**
   * Checks that key and signature are within all limits.
   *
   * @throws MalformedDerException when they are malformed
   * @throws ReaderLimitException when they exceed a limit
   */
  static void keys(CertificateFields fields) {
    KeyLimits.check(fields.key());
    Limit.SIGNATURE_BYTES.require(fields.signature().bits().length);
    Limit.ALGORITHM_BYTES.require(fields.algorithm().encoded().length);
  }

  /** A value of unknown form is not decoded, by the JDK either. */
  private static void extension(Der extension, DerScan scan) {
    var fields = extension.as(Der.SEQUENCE).fields();
    var identifier = fields.next().identifier();
    fields.optional(Der.BOOLEAN);
    var value = fields.next(Der.OCTET_STRING).bytes();
    if (!PARSED.contains(identifier.substring(0, identifier.lastIndexOf('.')))) {
      return;
    }
    scan.add(value);
    if (identifier.equals(ALTERNATIVE_NAMES)) {
      Limit.NAMES.require(Der.of(value).as(Der.SEQUENCE).children().size());
    }
  }
}
