package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.model.value.Bytes;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of a certificate to which name constraints apply: its subject and its alternative
 * names.
 *
 * @param dns in lower case
 * @param otherTags tags of kinds that are not compared
 */
public record ConstrainedNames(
    List<String> dns,
    List<Bytes> addresses,
    List<DirectoryName> directory,
    Set<Integer> otherTags) {
  public ConstrainedNames {
    dns = List.copyOf(dns);
    addresses = List.copyOf(addresses);
    directory = List.copyOf(directory);
    otherTags = Set.copyOf(otherTags);
  }

  /**
   * Reads the names of a certificate to which name constraints apply.
   *
   * @throws MalformedDerException when a name cannot be decoded
   */
  public static ConstrainedNames of(X509Certificate certificate) {
    var names = AlternativeNames.of(certificate);
    var subject = DirectoryName.of(Der.of(certificate.getSubjectX500Principal().getEncoded()));
    return new ConstrainedNames(
        names.dns().stream().map(CertificateNames::canonical).toList(),
        names.addresses(),
        Stream.concat(
                Stream.of(subject).filter(name -> !name.isEmpty()),
                names.directory().stream().map(DirectoryName::of))
            .toList(),
        names.otherTags());
  }

  int size() {
    return dns.size() + addresses.size() + directory.size();
  }
}
