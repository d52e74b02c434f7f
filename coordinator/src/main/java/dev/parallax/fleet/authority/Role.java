package dev.parallax.fleet.authority;

import dev.parallax.model.vantage.VantageId;
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

/** The role of the caller, from its certificate. */
public sealed interface Role {
  /**
   * The agent of a vantage.
   *
   * @param enrolment id of the enrolment of the certificate: when a revoked name is given to a new
   *     agent, the old agent's certificates stay void
   */
  record Agent(VantageId vantage, String enrolment) implements Role {}

  /**
   * An operator.
   *
   * @param serial of the certificate, lower-case hexadecimal, for revocation
   */
  record Operator(String name, String serial) implements Role {}

  /** No certificate, or a certificate without an identity. */
  record Nobody() implements Role {}

  /**
   * The role in a certificate of this coordinator's authority; its validity period is not checked.
   */
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
   * The number of renewals before this certificate; 0 for certificates from before this field
   * existed.
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
