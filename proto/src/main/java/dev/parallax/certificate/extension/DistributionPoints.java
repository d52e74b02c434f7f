package dev.parallax.certificate.extension;

import dev.parallax.certificate.der.Der;
import dev.parallax.certificate.der.MalformedDerException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The CRL distribution points extension (RFC 5280, section 4.2.1.13). */
public final class DistributionPoints {
  /** {@code uniformResourceIdentifier} of a GeneralName. */
  private static final int ADDRESS = 6;

  private DistributionPoints() {}

  /**
   * The URLs of complete CRLs of the issuer itself, hostile; empty when the extension cannot be
   * decoded. Points for a part of the reasons and points of another CRL issuer are left out.
   */
  public static List<String> of(X509Certificate certificate) {
    try {
      return CertificateExtension.of(certificate, CertificateExtension.DISTRIBUTION_POINTS).stream()
          .flatMap(points -> points.as(Der.SEQUENCE).children().stream())
          .flatMap(DistributionPoints::addresses)
          .toList();
    } catch (MalformedDerException unreadable) {
      return List.of();
    }
  }

  private static Stream<String> addresses(Der point) {
    var fields = point.as(Der.SEQUENCE).fields();
    var name = fields.optional(Der.explicit(0));
    boolean partial =
        fields.optional(Der.implicit(1)).isPresent()
            || fields.optional(Der.explicit(2)).isPresent();
    return partial ? Stream.of() : name.stream().flatMap(DistributionPoints::named);
  }

  /**
   * The URLs of a DistributionPointName, also of the DistributionPointName in a CRL (RFC 5280,
   * section 5.2.5).
   *
   * @param name {@code [0]} with the choice inside
   * @throws MalformedDerException when it is not a DistributionPointName
   */
  public static Stream<String> named(Der name) {
    var choice = name.only();
    return choice.tag() == Der.explicit(0)
        ? choice.children().stream().flatMap(each -> address(each).stream())
        : Stream.of();
  }

  /** The URL of a GeneralName; empty for a name of another kind. */
  static Optional<String> address(Der general) {
    return general.tag() == Der.implicit(ADDRESS)
        ? Optional.of(new String(general.bytes(), StandardCharsets.US_ASCII))
        : Optional.empty();
  }
}
