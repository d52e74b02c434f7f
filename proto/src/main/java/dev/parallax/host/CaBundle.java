package dev.parallax.host;

import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The CA certificates of this host.
 *
 * @param sha256 of the file
 * @param certificates its certificates, 1 or more
 */
public record CaBundle(
    Path path, Bytes sha256, Instant modifiedAt, List<X509Certificate> certificates) {
  /** The environment variable for a bundle, as in OpenSSL. */
  public static final String VARIABLE = "SSL_CERT_FILE";

  /** Where the usual systems keep theirs. */
  private static final List<Path> USUAL =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/ca-bundle.pem"),
          Path.of("/etc/ssl/cert.pem"));

  public CaBundle {
    certificates = List.copyOf(certificates);
  }

  /**
   * The configured file, otherwise {@code SSL_CERT_FILE}, otherwise the system's; absent without
   * one.
   */
  public static Optional<Path> locate(Optional<Path> configured, Map<String, String> environment) {
    var named = Optional.ofNullable(environment.get(VARIABLE)).map(Path::of);
    return configured
        .or(() -> named)
        .or(() -> USUAL.stream().filter(Files::isReadable).findFirst());
  }

  /**
   * Reads a PEM file.
   *
   * @throws UnreadableCaBundleException naming the file and its error
   */
  public static CaBundle read(Path path) {
    try {
      var content = Files.readAllBytes(path);
      return new CaBundle(
          path,
          Sha256.of(content),
          Files.getLastModifiedTime(path).toInstant(),
          certificates(path, content));
    } catch (IOException | GeneralSecurityException failed) {
      throw new UnreadableCaBundleException(path, problem(failed), failed);
    }
  }

  private static List<X509Certificate> certificates(Path path, byte[] content)
      throws GeneralSecurityException {
    var certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(content));
    if (certificates.isEmpty()) {
      throw new UnreadableCaBundleException(path, "holds no certificate");
    }
    return certificates.stream().map(X509Certificate.class::cast).toList();
  }

  private static String problem(Exception failed) {
    return switch (failed) {
      case NoSuchFileException absent -> "does not exist";
      case AccessDeniedException denied -> "may not be accessed";
      case FileSystemException other -> "cannot be read: " + other.getReason();
      case IOException other -> "cannot be read: " + other.getMessage();
      default -> "cannot be parsed: " + failed.getMessage();
    };
  }
}
