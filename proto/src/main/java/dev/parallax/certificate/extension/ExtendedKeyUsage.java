package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The extended key usage extension (RFC 5280, section 4.2.1.12).
 *
 * @param purposes object identifiers, at least one
 */
public record ExtendedKeyUsage(List<String> purposes) {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final String ANY = "2.5.29.37.0";

  private static final Map<String, String> NAMES =
      Map.of(
          "1.3.6.1.5.5.7.3.2", "clientAuth",
          "1.3.6.1.5.5.7.3.3", "codeSigning",
          "1.3.6.1.5.5.7.3.4", "emailProtection",
          "1.3.6.1.5.5.7.3.8", "timeStamping",
          "1.3.6.1.5.5.7.3.9", "OCSPSigning");

  public ExtendedKeyUsage {
    purposes = List.copyOf(purposes);
  }

  /**
   * Reads the extended key usage of a certificate.
   *
   * @throws MalformedDerException when the extension has no purpose, or cannot be decoded
   */
  public static Optional<ExtendedKeyUsage> of(X509Certificate certificate) {
    return CertificateExtension.of(certificate, CertificateExtension.EXTENDED_KEY_USAGE)
        .map(ExtendedKeyUsage::read);
  }

  private static ExtendedKeyUsage read(Der value) {
    var purposes = value.as(Der.SEQUENCE).children().stream().map(Der::identifier).toList();
    if (purposes.isEmpty()) {
      throw new MalformedDerException("an extended key usage without a purpose");
    }
    return new ExtendedKeyUsage(purposes);
  }

  public boolean allowsServers() {
    return purposes.contains(SERVER) || purposes.contains(ANY);
  }

  /** The purposes by their names in RFC 5280, at most three. */
  public String text() {
    return purposes.stream()
        .limit(3)
        .map(purpose -> NAMES.getOrDefault(purpose, purpose))
        .collect(Collectors.joining(", "));
  }
}
