package dev.parallax.certificate.ocsp;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.path.SignatureAlgorithms;
import dev.parallax.certificate.path.SignatureWork;
import dev.parallax.certificate.path.TrustPath;
import dev.parallax.certificate.reader.CertificateReader;
import dev.parallax.certificate.reader.Strength;
import dev.parallax.model.value.Bytes;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether an OCSP response concerns a certificate and is signed by an authorised responder. */
final class OcspVerifier {
  private static final String MAY_SIGN_OCSP = "1.3.6.1.5.5.7.3.9";
  private static final int RESPONDERS = 4;

  /** A server staples the response for one certificate; the profile of RFC 5019 allows one. */
  private static final int STATUSES = 16;

  /** These only name a key; that they are old does no harm. */
  private static final Map<String, String> HASHES =
      Map.of(
          "1.3.14.3.2.26", "SHA-1",
          "2.16.840.1.101.3.4.2.1", "SHA-256",
          "2.16.840.1.101.3.4.2.2", "SHA-384",
          "2.16.840.1.101.3.4.2.3", "SHA-512");

  private final X509Certificate leaf;
  private final X509Certificate issuer;
  private final SignatureWork work;

  OcspVerifier(X509Certificate leaf, X509Certificate issuer, SignatureWork work) {
    this.leaf = leaf;
    this.issuer = issuer;
    this.work = work;
  }

  /**
   * The first status of this leaf among a response's first entries; empty when none is of this
   * leaf.
   */
  Optional<OcspStatus> about(OcspResponse response) {
    return response.statuses().stream().limit(STATUSES).filter(this::isAbout).findFirst();
  }

  private boolean isAbout(OcspStatus status) {
    return status.serial().equals(leaf.getSerialNumber())
        && hash(status.hash(), leaf.getIssuerX500Principal().getEncoded())
            .equals(Optional.of(status.issuerName()))
        && hash(status.hash(), keyBits(issuer)).equals(Optional.of(status.issuerKey()));
  }

  /** By the issuer itself, or by a responder that the issuer authorised (RFC 6960, 4.2.2.2). */
  boolean isSignedByAuthority(OcspResponse response, Instant now) {
    return Stream.concat(Stream.of(issuer), delegates(response, now))
        .anyMatch(signer -> isSignedBy(response, signer.getPublicKey()));
  }

  private Stream<X509Certificate> delegates(OcspResponse response, Instant now) {
    return response.certificates().stream()
        .limit(RESPONDERS)
        .flatMap(der -> CertificateReader.read(der.toArray()).readable().stream())
        .filter(OcspVerifier::maySign)
        .filter(candidate -> TrustPath.isValidAt(candidate, now))
        .filter(candidate -> Strength.weakness(candidate).isEmpty())
        .filter(this::isIssued);
  }

  private boolean isIssued(X509Certificate candidate) {
    return TrustPath.namesAsIssuer(candidate, issuer)
        && work.isSigned(candidate, issuer.getPublicKey());
  }

  private static boolean maySign(X509Certificate certificate) {
    try {
      var usages = certificate.getExtendedKeyUsage();
      return Objects.requireNonNullElse(usages, List.<String>of()).contains(MAY_SIGN_OCSP);
    } catch (CertificateParsingException unreadable) {
      return false;
    }
  }

  private boolean isSignedBy(OcspResponse response, PublicKey key) {
    return SignatureAlgorithms.named(response.algorithm())
        .filter(
            name ->
                work.isSigned(
                    response.signedData().toArray(), response.signature().toArray(), name, key))
        .isPresent();
  }

  private static byte[] keyBits(X509Certificate certificate) {
    var key = Der.of(certificate.getPublicKey().getEncoded()).as(Der.SEQUENCE).fields();
    key.next();
    return key.next().bits();
  }

  private static Optional<Bytes> hash(String identifier, byte[] content) {
    return Optional.ofNullable(HASHES.get(identifier))
        .map(name -> Bytes.copyOf(digest(name, content)));
  }

  private static byte[] digest(String name, byte[] content) {
    try {
      return MessageDigest.getInstance(name).digest(content);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("a Java runtime without " + name, impossible);
    }
  }
}
