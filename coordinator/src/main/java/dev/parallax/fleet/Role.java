package dev.parallax.fleet;

import dev.parallax.model.VantageId;
import dev.parallax.wire.Contract;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Who calls, as their certificate says. */
public sealed interface Role {
  /**
   * The agent of a vantage.
   *
   * @param enrolment id of the enrolment the certificate comes from: when a revoked name is given
   *     to a new agent, the old agent's certificates stay void
   */
  record Agent(VantageId vantage, String enrolment) implements Role {}

  /**
   * An operator.
   *
   * @param serial of the certificate, lower-case hexadecimal: by it one is revoked
   */
  record Operator(String name, String serial) implements Role {}

  /** No certificate, or none that says who it is for. */
  record Nobody() implements Role {}

  /** What a certificate of this coordinator's authority says; its period is not looked at. */
  static Role of(X509Certificate certificate) {
    return uris(certificate)
        .flatMap(uri -> named(uri, certificate).stream())
        .findFirst()
        .orElseGet(Nobody::new);
  }

  private static Optional<Role> named(String uri, X509Certificate certificate) {
    if (uri.startsWith(Contract.AGENT_URI)) {
      var name = uri.substring(Contract.AGENT_URI.length());
      return Optional.of(new Agent(new VantageId(name), enrolment(certificate)));
    }
    return uri.startsWith(Contract.OPERATOR_URI)
        ? Optional.of(
            new Operator(
                uri.substring(Contract.OPERATOR_URI.length()),
                certificate.getSerialNumber().toString(16)))
        : Optional.empty();
  }

  /**
   * How often the certificate's vantage had renewed when it was made; 0 for those made before this
   * was written into them.
   */
  static long generation(X509Certificate certificate) {
    return subjectPart(certificate, BCStyle.DN_QUALIFIER).map(Long::parseLong).orElse(0L);
  }

  private static String enrolment(X509Certificate certificate) {
    return subjectPart(certificate, BCStyle.SERIALNUMBER).orElse("");
  }

  private static Optional<String> subjectPart(
      X509Certificate certificate, ASN1ObjectIdentifier attribute) {
    var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    return Stream.of(subject.getRDNs(attribute))
        .map(part -> IETFUtils.valueToString(part.getFirst().getValue()))
        .findFirst();
  }

  private static Stream<String> uris(X509Certificate certificate) {
    final int uriType = 6;
    return alternativeNames(certificate).stream()
        .filter(name -> name.getFirst().equals(uriType))
        .map(name -> name.get(1).toString());
  }

  private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
    try {
      return Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElseGet(List::of);
    } catch (CertificateParsingException malformed) {
      return List.of();
    }
  }
}
