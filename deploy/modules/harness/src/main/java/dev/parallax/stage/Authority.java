package dev.parallax.stage;

import dev.parallax.keys.Pem;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** The CA of the simulated sites, created for each run; its key never leaves memory. */
public final class Authority {
  private static final X500Name ROOT = new X500Name("CN=Parallax demonstration CA");

  private final X500Name name;
  private final KeyPair keys;
  private final X509Certificate certificate;
  private final AtomicLong serials = new AtomicLong(1);
  private final AuthorityAddresses addresses;

  /**
   * @param now within the authority's validity, which is two years around it
   * @throws GeneralSecurityException if this Java cannot create the certificate
   */
  public Authority(Instant now) throws GeneralSecurityException {
    this(ROOT, now);
  }

  private Authority(X500Name name, Instant now) throws GeneralSecurityException {
    this.name = name;
    keys = newKeys();
    addresses = AuthorityAddresses.NONE;
    certificate = authority(name, keys, now, /* below= */ 1);
  }

  /** Another root authority with another name. */
  public static Authority named(String commonName, Instant now) throws GeneralSecurityException {
    return new Authority(new X500Name("CN=" + commonName), now);
  }

  private Authority(
      X500Name name, KeyPair keys, X509Certificate certificate, AuthorityAddresses addresses) {
    this.name = name;
    this.keys = keys;
    this.certificate = certificate;
    this.addresses = addresses;
  }

  /** This authority, whose further certificates contain these addresses. */
  public Authority at(AuthorityAddresses named) {
    return new Authority(name, keys, certificate, named);
  }

  /** An authority below this authority. */
  public Authority subordinate(String commonName, Instant now) throws GeneralSecurityException {
    var subject = new X500Name("CN=" + commonName);
    var its = newKeys();
    return new Authority(
        subject, its, authority(subject, its, now, /* below= */ 0), AuthorityAddresses.NONE);
  }

  private X509Certificate authority(X500Name subject, KeyPair its, Instant now, int below)
      throws GeneralSecurityException {
    try {
      return sign(
          addresses
              .addTo(
                  builder(
                      subject,
                      its.getPublic(),
                      now.minus(Duration.ofDays(365)),
                      now.plus(Duration.ofDays(365))))
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(below))
              .addExtension(
                  Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign)));
    } catch (IOException | OperatorCreationException unsupported) {
      throw new GeneralSecurityException(unsupported);
    }
  }

  /** A key and a certificate for one DNS name, valid from one instant until the other. */
  public ServerIdentity issue(String host, Instant from, Instant until)
      throws GeneralSecurityException {
    return issue(host, KeyPurposeId.id_kp_serverAuth, from, until);
  }

  /** As {@link #issue(String, Instant, Instant)}, with another extended key usage. */
  public ServerIdentity issue(String host, KeyPurposeId purpose, Instant from, Instant until)
      throws GeneralSecurityException {
    var leaf = newKeys();
    try {
      return new ServerIdentity(
          leaf.getPrivate(),
          sign(
              addresses
                  .addTo(builder(new X500Name("CN=" + host), leaf.getPublic(), from, until))
                  .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                  .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                  .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))
                  .addExtension(
                      Extension.subjectAlternativeName,
                      false,
                      new GeneralNames(new GeneralName(GeneralName.dNSName, host)))));
    } catch (IOException | OperatorCreationException unsupported) {
      throw new GeneralSecurityException(unsupported);
    }
  }

  /** A certificate for a client's own key. */
  public X509Certificate client(String commonName, PublicKey key, Instant from, Instant until)
      throws GeneralSecurityException {
    try {
      return sign(
          builder(new X500Name("CN=" + commonName), key, from, until)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(
                  Extension.extendedKeyUsage,
                  false,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)));
    } catch (IOException | OperatorCreationException unsupported) {
      throw new GeneralSecurityException(unsupported);
    }
  }

  /** An OCSP response (RFC 6960) that a certificate of this authority is revoked since then. */
  public byte[] revocation(X509Certificate revoked, Instant since, Instant now)
      throws GeneralSecurityException {
    try {
      var digests = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
      var id =
          new CertificateID(
              digests, new JcaX509CertificateHolder(certificate), revoked.getSerialNumber());
      var basic =
          new BasicOCSPRespBuilder(new RespID(name))
              .addResponse(
                  id,
                  new RevokedStatus(Date.from(since), CRLReason.keyCompromise),
                  Date.from(now),
                  Date.from(now.plus(Duration.ofDays(7))))
              .build(signer(), null, Date.from(now));
      return new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded();
    } catch (IOException | OCSPException | OperatorCreationException unsupported) {
      throw new GeneralSecurityException(unsupported);
    }
  }

  /** A CRL (RFC 5280) by which one certificate of this authority is revoked since then. */
  public byte[] revocationList(X509Certificate revoked, Instant since, Instant now)
      throws GeneralSecurityException {
    try {
      return new X509v2CRLBuilder(name, Date.from(now))
          .setNextUpdate(Date.from(now.plus(Duration.ofDays(7))))
          .addCRLEntry(revoked.getSerialNumber(), Date.from(since), CRLReason.keyCompromise)
          .build(signer())
          .getEncoded();
    } catch (IOException | OperatorCreationException unsupported) {
      throw new GeneralSecurityException(unsupported);
    }
  }

  /** The CA certificate as an agent's {@code --ca-bundle} wants it. */
  public String pem() throws IOException {
    return Pem.of(certificate);
  }

  /** For clients that are to trust it. */
  public X509Certificate certificate() {
    return certificate;
  }

  private X509v3CertificateBuilder builder(
      X500Name subject, PublicKey subjectKey, Instant from, Instant until)
      throws GeneralSecurityException, IOException {
    var extensions = new JcaX509ExtensionUtils();
    return new JcaX509v3CertificateBuilder(
            name,
            BigInteger.valueOf(serials.getAndIncrement()),
            Date.from(from),
            Date.from(until),
            subject,
            subjectKey)
        .addExtension(
            Extension.subjectKeyIdentifier,
            false,
            extensions.createSubjectKeyIdentifier(subjectKey))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            extensions.createAuthorityKeyIdentifier(keys.getPublic()));
  }

  private X509Certificate sign(X509v3CertificateBuilder builder)
      throws GeneralSecurityException, OperatorCreationException {
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
  }

  private ContentSigner signer() throws OperatorCreationException {
    return new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate());
  }

  private static KeyPair newKeys() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
