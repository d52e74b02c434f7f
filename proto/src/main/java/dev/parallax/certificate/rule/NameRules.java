package dev.parallax.certificate.rule;

import dev.parallax.certificate.der.Limit;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.certificate.extension.ConstrainedNames;
import dev.parallax.certificate.extension.NameConstraints;
import dev.parallax.certificate.path.TrustPath;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The names that the authorities of a path permit below themselves (RFC 5280, section 6.1.3, b and
 * c).
 */
final class NameRules {
  /** The number of comparisons at which BoringSSL and OpenSSL stop and refuse. */
  private static final long COMPARISONS = 1 << 20;

  private static final String TOO_MANY =
      "more than " + Limit.number(COMPARISONS) + " comparisons of names";

  private NameRules() {}

  /** The first name that an authority of the path forbids. */
  static Optional<String> fault(TrustPath path) {
    var all = path.all();
    long left = COMPARISONS;
    for (int above = 1; above < all.size(); above++) {
      var constraints = NameConstraints.of(all.get(above));
      if (constraints.isPresent()) {
        var names = names(all.subList(0, above));
        left -= names.stream().flatMap(Optional::stream).mapToLong(constraints.get()::work).sum();
        var fault = left < 0 ? Optional.of(TOO_MANY) : violation(constraints.get(), names);
        if (fault.isPresent()) {
          var authority = IssuerRules.subject(all.get(above));
          return fault.map(reason -> reason + ", constraints of " + authority);
        }
      }
    }
    return Optional.empty();
  }

  /** Constraints apply to the leaf, and to authorities that are not self-issued. */
  private static List<Optional<ConstrainedNames>> names(List<X509Certificate> below) {
    var leaf = below.getFirst();
    return below.stream()
        .filter(subject -> subject.equals(leaf) || !isSelfIssued(subject))
        .map(NameRules::readable)
        .toList();
  }

  /** Empty when a directory name cannot be read, about which nothing can be compared. */
  private static Optional<ConstrainedNames> readable(X509Certificate subject) {
    try {
      return Optional.of(ConstrainedNames.of(subject));
    } catch (MalformedDerException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<String> violation(
      NameConstraints constraints, List<Optional<ConstrainedNames>> names) {
    return names.stream()
        .flatMap(
            each ->
                each
                    .map(constraints::violation)
                    .orElse(Optional.of("a name that cannot be read"))
                    .stream())
        .findFirst();
  }

  private static boolean isSelfIssued(X509Certificate certificate) {
    return TrustPath.namesAsIssuer(certificate, certificate);
  }
}
