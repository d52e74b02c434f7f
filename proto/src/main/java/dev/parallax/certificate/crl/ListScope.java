package dev.parallax.certificate.crl;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.extension.DistributionPoints;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a revocation list covers a certificate, by the list's extensions (RFC 5280, section 5.2).
 * A public authority divides its certificates among many lists; a list of another part says nothing
 * about this certificate.
 */
final class ListScope {
  private static final String ISSUING_POINT = "2.5.29.28";
  private static final int USERS_ONLY = 1;
  private static final int AUTHORITIES_ONLY = 2;
  private static final int SOME_REASONS = 3;
  private static final int INDIRECT = 4;
  private static final int ATTRIBUTES_ONLY = 5;

  /** CRL number, authority key identifier, authority information access, issuer's other names. */
  private static final Set<String> KNOWN =
      Set.of("2.5.29.20", "2.5.29.35", "1.3.6.1.5.5.7.1.1", "2.5.29.18", ISSUING_POINT);

  private ListScope() {}

  /** Why the list is not used for the certificate; empty when it covers it. */
  static Optional<String> exclusion(List<ListExtension> extensions, X509Certificate subject) {
    return extensions.stream()
        .filter(extension -> extension.critical() && !KNOWN.contains(extension.identifier()))
        .map(extension -> "a critical extension that is not processed: " + extension.identifier())
        .findFirst()
        .or(
            () ->
                extensions.stream()
                    .filter(extension -> extension.identifier().equals(ISSUING_POINT))
                    .flatMap(extension -> exclusion(extension.value(), subject).stream())
                    .findFirst());
  }

  private static Optional<String> exclusion(Der point, X509Certificate subject) {
    var fields = point.as(Der.SEQUENCE).fields();
    var name = fields.optional(Der.explicit(0));
    boolean authority = subject.getBasicConstraints() >= 0;
    boolean usersOnly = isTrue(fields.optional(Der.implicit(USERS_ONLY)));
    boolean authoritiesOnly = isTrue(fields.optional(Der.implicit(AUTHORITIES_ONLY)));
    if (fields.optional(Der.implicit(SOME_REASONS)).isPresent()) {
      return Optional.of("a list for some of the reasons only");
    }
    if (isTrue(fields.optional(Der.implicit(INDIRECT)))) {
      return Optional.of("an indirect list");
    }
    if (isTrue(fields.optional(Der.implicit(ATTRIBUTES_ONLY)))
        || (usersOnly && authority)
        || (authoritiesOnly && !authority)) {
      return Optional.of("a list of another kind of certificates");
    }
    return name.filter(at -> !isNamedBy(at, subject))
        .map(other -> "a list of another distribution point");
  }

  private static boolean isNamedBy(Der point, X509Certificate subject) {
    var own = DistributionPoints.of(subject);
    return DistributionPoints.named(point).anyMatch(own::contains);
  }

  private static boolean isTrue(Optional<Der> flag) {
    return flag.filter(value -> value.bytes().length == 1 && value.bytes()[0] != 0).isPresent();
  }
}
