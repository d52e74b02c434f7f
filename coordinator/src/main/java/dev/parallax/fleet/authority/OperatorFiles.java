package dev.parallax.fleet.authority;

import dev.parallax.keys.Pem;
import dev.parallax.store.OperatorRecord;
import dev.parallax.store.Store;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The operator identity that commands on the coordinator's own host use: {@code cert.pem}, {@code
 * key.pem} (PKCS#8) and {@code ca.pem}, readable by their owner only; and {@code coordinator.pem},
 * by which the running coordinator is recognised.
 */
public final class OperatorFiles {
  /** The name of such an operator in the audit log. */
  public static final String NAME = "local";

  private static final Duration RENEWED_BEFORE = Duration.ofDays(90);
  private static final String CERTIFICATE_FILE = "cert.pem";

  /**
   * The certificate of the coordinator's listener; ignored when it belongs to another coordinator.
   */
  public static final String LISTENER_FILE = "coordinator.pem";

  private OperatorFiles() {}

  /**
   * Creates the identity when it is absent, of another or a former authority, within 90 days of its
   * end, or revoked; and records it.
   */
  public static void refresh(
      Path folder, CertificateAuthority authority, Store store, Clock clock) {
    var files = new OwnerFiles(folder);
    if (current(files).filter(found -> isGood(found, authority, store, clock)).isEmpty()) {
      write(files, authority.operator(NAME));
    }
    current(files)
        .ifPresent(
            own ->
                store.addOperator(
                    new OperatorRecord(serial(own), NAME, own.getNotAfter().toInstant(), false)));
  }

  /** Stores the current certificate of the coordinator's listener. */
  public static void introduce(Path folder, X509Certificate listener) {
    new OwnerFiles(folder).write(LISTENER_FILE, Pem.of(listener));
  }

  /**
   * Parses a certificate of these files.
   *
   * @return empty when it is damaged
   */
  public static Optional<X509Certificate> certificate(String text) {
    try {
      return Optional.of(Pem.certificate(text));
    } catch (IllegalArgumentException damaged) {
      return Optional.empty();
    }
  }

  /**
   * Reads the files of {@link #refresh}.
   *
   * @return the key with the operator's certificate and the authority's
   * @throws IllegalArgumentException when a file is not PEM of its kind
   */
  public static Identity read(String key, String certificate, String authority) {
    return new Identity(
        Pem.key(key), List.of(Pem.certificate(certificate), Pem.certificate(authority)));
  }

  private static boolean isGood(
      X509Certificate found, CertificateAuthority authority, Store store, Clock clock) {
    var soon = clock.instant().plus(RENEWED_BEFORE);
    return authority.signed(found)
        && found.getNotAfter().toInstant().isAfter(soon)
        && store.operator(serial(found)).filter(OperatorRecord::revoked).isEmpty();
  }

  private static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  // The certificate is written last: a crash before that leaves none, and all files are created
  // again.
  private static void write(OwnerFiles files, Identity operator) {
    files.delete(CERTIFICATE_FILE);
    files.write("key.pem", Pem.of(operator.key()));
    files.write("ca.pem", Pem.of(operator.chain().getLast()));
    files.write(CERTIFICATE_FILE, Pem.of(operator.certificate()));
  }

  private static Optional<X509Certificate> current(OwnerFiles files) {
    return files.read(CERTIFICATE_FILE).flatMap(OperatorFiles::certificate);
  }
}
