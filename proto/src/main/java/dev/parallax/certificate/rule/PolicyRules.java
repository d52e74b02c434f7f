package dev.parallax.certificate.rule;

import dev.parallax.certificate.path.TrustPath;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXReason;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/** Certificate policies (RFC 5280, section 6.1.3, d to f), by the JDK's validation of the path. */
final class PolicyRules {
  private static final String CONSTRAINTS = "2.5.29.36";

  private PolicyRules() {}

  /** The reason why a policy that an authority requires is not met. */
  static Optional<String> fault(TrustPath path, Instant now) {
    var links = path.belowAnchor();
    if (links.stream().noneMatch(PolicyRules::constrains)) {
      return Optional.empty();
    }
    try {
      var certificates = CertificateFactory.getInstance("X.509").generateCertPath(links);
      CertPathValidator.getInstance("PKIX")
          .validate(certificates, parameters(path.anchor().orElseThrow(), now));
      return Optional.empty();
    } catch (CertPathValidatorException refused) {
      return refused.getReason() == PKIXReason.INVALID_POLICY
          ? Optional.of("an authority requires a certificate policy that the chain does not have")
          : Optional.empty();
    } catch (GeneralSecurityException | RuntimeException unsupported) {
      return Optional.empty();
    }
  }

  /** Without policy constraints no policy is required (RFC 5280, section 4.2.1.11). */
  private static boolean constrains(X509Certificate certificate) {
    return certificate.getExtensionValue(CONSTRAINTS) != null;
  }

  private static PKIXParameters parameters(X509Certificate anchor, Instant now)
      throws GeneralSecurityException {
    var parameters = new PKIXParameters(Set.of(new TrustAnchor(anchor, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(now));
    return parameters;
  }
}
