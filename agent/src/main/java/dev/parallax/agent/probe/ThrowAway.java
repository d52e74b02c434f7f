package dev.parallax.agent.probe;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A key and a self-signed certificate that nobody but their maker will ever see. */
public final class ThrowAway {
  /** Far apart, so that a wrong clock makes no difference. */
  private static final Date FIRST_DAY = Date.from(Instant.parse("1990-01-01T00:00:00Z"));

  private static final Date LAST_DAY = Date.from(Instant.parse("2100-01-01T00:00:00Z"));

  private ThrowAway() {}

  /** A fresh P-256 key. */
  public static KeyPair key() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** Self-signed, for this DNS name, valid whatever the clock says. */
  public static X509Certificate certificate(String name, KeyPair key)
      throws GeneralSecurityException, CertIOException, OperatorCreationException {
    var self = new X500Principal("CN=" + name);
    var builder =
        new JcaX509v3CertificateBuilder(
            self, BigInteger.ONE, FIRST_DAY, LAST_DAY, self, key.getPublic());
    builder.addExtension(
        Extension.subjectAlternativeName,
        false,
        new GeneralNames(new GeneralName(GeneralName.dNSName, name)));
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(key.getPrivate());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }
}
