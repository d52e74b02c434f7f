package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * The name constraints extension (RFC 5280, section 4.2.1.10): DNS names, addresses and directory
 * names. A constraint on another kind of name refuses every certificate with a name of that kind.
 *
 * @param permitted for each kind of name in the list, a name must be within one entry
 * @param excluded no name may be within an entry
 */
public record NameConstraints(List<Subtree> permitted, List<Subtree> excluded) {
  public NameConstraints {
    permitted = List.copyOf(permitted);
    excluded = List.copyOf(excluded);
  }

  /**
   * The constraints of an authority for the names below it.
   *
   * @throws MalformedDerException when the extension cannot be decoded
   */
  public static Optional<NameConstraints> of(X509Certificate authority) {
    return CertificateExtension.of(authority, CertificateExtension.NAME_CONSTRAINTS)
        .map(NameConstraints::read);
  }

  private static NameConstraints read(Der value) {
    var fields = value.as(Der.SEQUENCE).fields();
    var permitted = fields.optional(Der.explicit(0)).map(NameConstraints::subtrees);
    var excluded = fields.optional(Der.explicit(1)).map(NameConstraints::subtrees);
    if (permitted.isEmpty() && excluded.isEmpty()) {
      throw new MalformedDerException("name constraints without a subtree");
    }
    return new NameConstraints(permitted.orElse(List.of()), excluded.orElse(List.of()));
  }

  private static List<Subtree> subtrees(Der list) {
    var subtrees = new ArrayList<Subtree>();
    for (var subtree : list.children()) {
      subtrees.add(Subtree.read(subtree.as(Der.SEQUENCE).fields().next()));
    }
    if (subtrees.isEmpty()) {
      throw new MalformedDerException("name constraints with an empty list");
    }
    return subtrees;
  }

  /** Maximum number of comparisons for all names of a certificate. */
  public long work(ConstrainedNames names) {
    return (long) names.size() * (permitted.size() + excluded.size());
  }

  /** The first name that is not permitted below the authority, with the reason. */
  public Optional<String> violation(ConstrainedNames names) {
    return Stream.of(
            problems(names.dns(), Subtree.Dns.class, Subtree.Dns::excludes, Subtree.Dns::contains),
            problems(
                names.addresses(),
                Subtree.Addresses.class,
                Subtree.Addresses::contains,
                Subtree.Addresses::contains),
            problems(
                names.directory(),
                Subtree.Directory.class,
                Subtree.Directory::contains,
                Subtree.Directory::contains),
            unread(names))
        .flatMap(problems -> problems)
        .findFirst();
  }

  private <N, T extends Subtree> Stream<String> problems(
      List<N> names, Class<T> kind, BiPredicate<T, N> excludes, BiPredicate<T, N> permits) {
    var outside = of(excluded, kind);
    var inside = of(permitted, kind);
    return names.stream()
        .flatMap(
            name -> {
              if (outside.stream().anyMatch(tree -> excludes.test(tree, name))) {
                return Stream.of(name + " is excluded");
              }
              return inside.isEmpty() || inside.stream().anyMatch(tree -> permits.test(tree, name))
                  ? Stream.empty()
                  : Stream.of(name + " is not permitted");
            });
  }

  private static <T extends Subtree> List<T> of(List<Subtree> subtrees, Class<T> kind) {
    return subtrees.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private Stream<String> unread(ConstrainedNames names) {
    return Stream.concat(permitted.stream(), excluded.stream())
        .filter(Subtree.Other.class::isInstance)
        .map(Subtree.Other.class::cast)
        .filter(other -> names.otherTags().contains(other.tag()))
        .map(other -> "a name of kind " + (other.tag() & 0x1f) + ", whose constraint is not read");
  }
}
