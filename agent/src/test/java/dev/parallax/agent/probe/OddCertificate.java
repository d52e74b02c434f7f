package dev.parallax.agent.probe;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A certificate of the kind no decent authority issues, with its key. */
record OddCertificate(KeyPair keys, X509Certificate certificate) {
  /** Makes keys and signatures Java itself no longer makes. */
  private static final Provider ANYTHING = new BouncyCastleProvider();

  private static final AtomicInteger SERIAL = new AtomicInteger(1);

  static KeyPair keys(String algorithm, int bits) throws Exception {
    var generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  static KeyPair curve(String name) throws Exception {
    var generator = KeyPairGenerator.getInstance("EC", ANYTHING);
    generator.initialize(new ECGenParameterSpec(name));
    return generator.generateKeyPair();
  }

  /** A self-signed authority. */
  static OddCertificate root(KeyPair keys) throws Exception {
    var name = new X500Name("CN=root");
    return new OddCertificate(
        keys, make(name, name, keys, signer(keys.getPrivate(), "SHA256"), ""));
  }

  /** An authority below this authority. */
  OddCertificate authority(KeyPair keys) throws Exception {
    return authority(keys, "SHA256");
  }

  /** An authority below this authority, signed with this hash. */
  OddCertificate authority(KeyPair keys, String hash) throws Exception {
    return new OddCertificate(
        keys, make(name(), new X500Name("CN=middle"), keys, signer(hash), ""));
  }

  /** A server's certificate, signed over this hash. */
  OddCertificate leaf(KeyPair keys, String hash) throws Exception {
    return new OddCertificate(
        keys, make(name(), new X500Name("CN=leaf"), keys, signer(hash), Probes.HOST));
  }

  /** The current response of this authority's OCSP responder for a certificate. */
  byte[] says(CertificateStatus status, X509Certificate of) throws Exception {
    var holder = new JcaX509CertificateHolder(certificate);
    var sha1 = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
    var now = Instant.now();
    var basic =
        new BasicOCSPRespBuilder(new RespID(holder.getSubject()))
            .addResponse(
                new CertificateID(sha1, holder, of.getSerialNumber()),
                status,
                Date.from(now.minusSeconds(60)),
                Date.from(now.plus(Duration.ofDays(3))))
            .build(signer("SHA256"), new X509CertificateHolder[0], Date.from(now));
    return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
  }

  private X500Name name() throws Exception {
    return new JcaX509CertificateHolder(certificate).getSubject();
  }

  private ContentSigner signer(String hash) throws Exception {
    return signer(keys.getPrivate(), hash);
  }

  private static ContentSigner signer(PrivateKey key, String hash) throws Exception {
    var algorithm = key.getAlgorithm().equals("EC") ? "ECDSA" : key.getAlgorithm();
    return new JcaContentSignerBuilder(hash + "with" + algorithm).setProvider(ANYTHING).build(key);
  }

  /**
   * @param host a server's certificate for it; empty for an authority
   */
  private static X509Certificate make(
      X500Name issuer, X500Name subject, KeyPair keys, ContentSigner signer, String host)
      throws Exception {
    var now = Instant.now();
    var builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            BigInteger.valueOf(SERIAL.getAndIncrement()),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(Duration.ofDays(1))),
            subject,
            keys.getPublic());
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(host.isEmpty()));
    if (!host.isEmpty()) {
      var names = new GeneralNames(new GeneralName(GeneralName.dNSName, host));
      builder.addExtension(Extension.subjectAlternativeName, false, names);
      builder.addExtension(Extension.authorityInfoAccess, false, whereToGetTheIssuer());
    }
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
  }

  private static AuthorityInformationAccess whereToGetTheIssuer() {
    return new AuthorityInformationAccess(
        X509ObjectIdentifiers.id_ad_caIssuers,
        new GeneralName(GeneralName.uniformResourceIdentifier, "http://ca.example/middle.cer"));
  }
}
