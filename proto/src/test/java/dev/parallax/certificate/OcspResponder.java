package dev.parallax.certificate;

import io.netty.pkitesting.X509Bundle;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * An OCSP responder by a third-party implementation.
 *
 * @param asked the issuer of the certificates in its responses
 * @param signer the signer; the issuer itself or another
 */
public record OcspResponder(X509Bundle asked, X509Bundle signer, Optional<Duration> lasts) {
  public static OcspResponder of(X509Bundle issuer) {
    return new OcspResponder(issuer, issuer, Optional.of(Duration.ofDays(3)));
  }

  public OcspResponder signedBy(X509Bundle other) {
    return new OcspResponder(asked, other, lasts);
  }

  public OcspResponder withoutEnd() {
    return new OcspResponder(asked, signer, Optional.empty());
  }

  public byte[] says(CertificateStatus status, X509Certificate leaf, Instant at) throws Exception {
    var builder = new BasicOCSPRespBuilder(new RespID(holder(signer).getSubject()));
    builder.addResponse(
        new CertificateID(sha1(), holder(asked), leaf.getSerialNumber()),
        status,
        Date.from(at),
        lasts.map(at::plus).map(Date::from).orElse(null),
        null);
    var certificates = new X509CertificateHolder[] {holder(signer)};
    var basic =
        builder.build(signature(signer.getKeyPair().getPrivate()), certificates, Date.from(at));
    return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
  }

  public static byte[] refuses() throws Exception {
    return new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded();
  }

  private static org.bouncycastle.operator.ContentSigner signature(PrivateKey key)
      throws Exception {
    var algorithm = key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    return new JcaContentSignerBuilder(algorithm).build(key);
  }

  private static X509CertificateHolder holder(X509Bundle bundle) throws Exception {
    return new JcaX509CertificateHolder(bundle.getCertificate());
  }

  private static DigestCalculator sha1() throws Exception {
    return new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
  }
}
