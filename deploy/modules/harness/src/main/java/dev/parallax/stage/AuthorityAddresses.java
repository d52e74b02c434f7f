package dev.parallax.stage;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;

/**
 * The URLs that an authority writes into its certificates.
 *
 * @param issuer of its own certificate
 * @param responder of its OCSP server
 * @param list of its CRL
 */
public record AuthorityAddresses(
    Optional<String> issuer, Optional<String> responder, Optional<String> list) {
  static final AuthorityAddresses NONE =
      new AuthorityAddresses(Optional.empty(), Optional.empty(), Optional.empty());

  /** The URL of its own certificate alone. */
  public static AuthorityAddresses ofIssuer(String url) {
    return new AuthorityAddresses(Optional.of(url), Optional.empty(), Optional.empty());
  }

  X509v3CertificateBuilder addTo(X509v3CertificateBuilder certificate) throws IOException {
    var access =
        Stream.concat(
                issuer.stream().map(url -> at(AccessDescription.id_ad_caIssuers, url)),
                responder.stream().map(url -> at(AccessDescription.id_ad_ocsp, url)))
            .toArray(AccessDescription[]::new);
    if (access.length > 0) {
      certificate.addExtension(
          Extension.authorityInfoAccess, false, new AuthorityInformationAccess(access));
    }
    if (list.isPresent()) {
      certificate.addExtension(Extension.cRLDistributionPoints, false, points(list.get()));
    }
    return certificate;
  }

  private static AccessDescription at(ASN1ObjectIdentifier method, String url) {
    return new AccessDescription(method, uri(url));
  }

  private static CRLDistPoint points(String url) {
    var name = new DistributionPointName(new GeneralNames(uri(url)));
    return new CRLDistPoint(
        new DistributionPoint[] {
          new DistributionPoint(name, /* reasons= */ null, /* cRLIssuer= */ null)
        });
  }

  private static GeneralName uri(String url) {
    return new GeneralName(GeneralName.uniformResourceIdentifier, url);
  }
}
