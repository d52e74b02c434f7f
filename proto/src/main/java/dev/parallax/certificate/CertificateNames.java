package dev.parallax.certificate;

import java.net.InetAddress;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The subject alternative names of a certificate and their matching rules (RFC 6125, RFC 9525). */
final class CertificateNames {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private CertificateNames() {}

  /** DNS names and addresses, in the certificate's order. */
  static List<String> of(X509Certificate certificate) {
    return entries(certificate).stream()
        .filter(entry -> type(entry) == DNS || type(entry) == ADDRESS)
        .map(CertificateNames::value)
        .toList();
  }

  /** Whether the certificate is for this host, a DNS name or an address literal. */
  static boolean cover(X509Certificate certificate, String host) {
    var address = address(host);
    return entries(certificate).stream()
        .anyMatch(
            entry ->
                address.isPresent()
                    ? type(entry) == ADDRESS && address(value(entry)).equals(address)
                    : type(entry) == DNS && matches(value(entry), host));
  }

  /** A wildcard matches exactly one label, the leftmost, and only as a whole label. */
  static boolean matches(String pattern, String host) {
    var presented = canonical(pattern);
    var wanted = canonical(host);
    if (!presented.startsWith("*.")) {
      return presented.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    var rest = presented.substring(1);
    return dot > 0 && rest.indexOf('.', 1) > 0 && wanted.substring(dot).equals(rest);
  }

  private static String canonical(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static Collection<List<?>> entries(X509Certificate certificate) {
    try {
      return Objects.requireNonNullElse(certificate.getSubjectAlternativeNames(), List.of());
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  private static int type(List<?> entry) {
    return entry.get(0) instanceof Integer type ? type : -1;
  }

  private static String value(List<?> entry) {
    return String.valueOf(entry.get(1));
  }

  private static Optional<InetAddress> address(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException noLiteral) {
      return Optional.empty();
    }
  }
}
