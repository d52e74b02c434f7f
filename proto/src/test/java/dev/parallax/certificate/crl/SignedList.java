package dev.parallax.certificate.crl;

import io.netty.pkitesting.X509Bundle;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A revocation list by a third-party implementation. */
final class SignedList {
  private final X509v2CRLBuilder builder;

  SignedList(X509Bundle issuer, Instant thisUpdate) throws Exception {
    builder =
        new X509v2CRLBuilder(
            new JcaX509CertificateHolder(issuer.getCertificate()).getSubject(),
            Date.from(thisUpdate));
    builder.setNextUpdate(Date.from(thisUpdate.plus(Duration.ofDays(3))));
  }

  SignedList revoked(BigInteger serial, Instant at, int reason) {
    builder.addCRLEntry(serial, Date.from(at), reason);
    return this;
  }

  SignedList with(String identifier, boolean critical, ASN1Encodable value) throws Exception {
    builder.addExtension(new ASN1ObjectIdentifier(identifier), critical, value);
    return this;
  }

  SignedList of(String point, boolean usersOnly, boolean authoritiesOnly) throws Exception {
    var name =
        new DistributionPointName(
            new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, point)));
    return with(
        Extension.issuingDistributionPoint.getId(),
        true,
        new IssuingDistributionPoint(
            name, usersOnly, authoritiesOnly, null, /* indirectCRL= */ false, false));
  }

  byte[] signedBy(X509Bundle signer) throws Exception {
    return signedBy(signer, "SHA256withECDSA");
  }

  byte[] signedBy(X509Bundle signer, String algorithm) throws Exception {
    var key = signer.getKeyPair().getPrivate();
    return builder.build(new JcaContentSignerBuilder(algorithm).build(key)).getEncoded();
  }
}
