package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.MalformedDerException;
import dev.parallax.model.value.Bytes;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The subject alternative names of a certificate and their matching rules (RFC 6125, RFC 9525). */
public final class CertificateNames {
  private CertificateNames() {}

  /** DNS names, then addresses; empty without names, or when they cannot be decoded. */
  public static List<String> of(X509Certificate certificate) {
    try {
      return texts(AlternativeNames.of(certificate)).toList();
    } catch (MalformedDerException unreadable) {
      return List.of();
    }
  }

  private static Stream<String> texts(AlternativeNames names) {
    return Stream.concat(
        names.dns().stream(), names.addresses().stream().map(CertificateNames::literal));
  }

  private static String literal(Bytes address) {
    try {
      return InetAddress.getByAddress(address.toArray()).getHostAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException("an address has 4 or 16 bytes", impossible);
    }
  }

  /**
   * Whether the certificate is for this host, a DNS name or an address literal. The common name
   * does not count.
   *
   * @throws MalformedDerException when its names cannot be decoded
   */
  public static boolean cover(X509Certificate certificate, String host) {
    var names = AlternativeNames.of(certificate);
    return address(host)
        .map(address -> names.addresses().contains(address))
        .orElseGet(() -> names.dns().stream().anyMatch(pattern -> matches(pattern, host)));
  }

  /** A wildcard matches exactly one label, the leftmost, and only as a whole label. */
  public static boolean matches(String pattern, String host) {
    var presented = canonical(pattern);
    var wanted = canonical(host);
    if (!presented.startsWith("*.")) {
      return presented.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    var rest = presented.substring(1);
    return dot > 0 && rest.indexOf('.', 1) > 0 && wanted.substring(dot).equals(rest);
  }

  /** In lower case, without the dot of the root. */
  static String canonical(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static Optional<Bytes> address(String text) {
    try {
      return Optional.of(Bytes.copyOf(InetAddress.ofLiteral(text).getAddress()));
    } catch (IllegalArgumentException noLiteral) {
      return Optional.empty();
    }
  }
}
