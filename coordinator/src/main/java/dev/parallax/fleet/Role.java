package dev.parallax.fleet;

import dev.parallax.model.VantageId;
import dev.parallax.wire.Contract;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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

  record Operator(String name) implements Role {}

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
        ? Optional.of(new Operator(uri.substring(Contract.OPERATOR_URI.length())))
        : Optional.empty();
  }

  private static String enrolment(X509Certificate certificate) {
    var subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    return Stream.of(subject.getRDNs(BCStyle.SERIALNUMBER))
        .map(part -> IETFUtils.valueToString(part.getFirst().getValue()))
        .findFirst()
        .orElse("");
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
