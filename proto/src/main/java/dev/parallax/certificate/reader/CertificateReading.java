package dev.parallax.certificate.reader;

import dev.parallax.certificate.der.ReaderLimit;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The result of decoding one certificate. */
public sealed interface CertificateReading {
  /** Within all limits, and decoded by the JDK. */
  record Parsed(X509Certificate certificate) implements CertificateReading {}

  /**
   * Not an X.509 certificate in DER: a fault of the sender.
   *
   * @param reason one line, at most 300 characters, without control characters
   * @param fields the decoded fields, when only the JDK could not decode it
   */
  record Malformed(String reason, Optional<CertificateFields> fields)
      implements CertificateReading {}

  /**
   * Not passed to a library: a limit of this decoder.
   *
   * @param fields the decoded fields, when only the key or the signature exceeds a limit
   */
  record Unread(ReaderLimit limit, Optional<CertificateFields> fields)
      implements CertificateReading {}

  default Optional<X509Certificate> readable() {
    return this instanceof Parsed(var read) ? Optional.of(read) : Optional.empty();
  }
}
