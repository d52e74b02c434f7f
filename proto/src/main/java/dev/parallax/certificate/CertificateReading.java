package dev.parallax.certificate;

import java.security.cert.X509Certificate;
import java.util.Optional;

/** The result of reading the bytes of one certificate. */
sealed interface CertificateReading {
  /** Within all limits, and read by the JDK. */
  record Parsed(X509Certificate certificate) implements CertificateReading {}

  /**
   * No X.509 certificate in DER: the sender's fault.
   *
   * @param reason one line, at most 300 characters, without control characters
   */
  record Malformed(String reason) implements CertificateReading {}

  /**
   * Not given to a library: a limit of this reader.
   *
   * @param fields those read here, when only the key or the signature was over a limit
   */
  record Unread(ReaderLimit limit, Optional<CertificateFields> fields)
      implements CertificateReading {}

  default Optional<X509Certificate> readable() {
    return this instanceof Parsed(var read) ? Optional.of(read) : Optional.empty();
  }
}
