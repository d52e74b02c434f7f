package dev.parallax.fleet.authority;

import dev.parallax.keys.P256;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Builds certificates and signs them (RFC 5280). */
final class Issuer {
  private static final int SERIAL_BITS = 127;

  private final X500Name name;
  private final PrivateKey key;
  private final SecureRandom random;

  Issuer(X500Name name, PrivateKey key, SecureRandom random) {
    this.name = name;
    this.key = key;
    this.random = random;
  }

  static X500Name commonName(String name) {
    return new X500NameBuilder().addRDN(BCStyle.CN, name).build();
  }

  /** The authority's own certificate. */
  X509Certificate root(PublicKey own, Instant notBefore, Instant notAfter) {
    try {
      var builder = builder(name, own, notBefore, notAfter);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
      return sign(builder);
    } catch (CertIOException impossible) {
      throw new IllegalStateException("an extension does not encode", impossible);
    }
  }

  X509Certificate leaf(Leaf leaf, PublicKey subjectKey, Instant notBefore, Instant notAfter) {
    try {
      var builder = builder(leaf.subject, subjectKey, notBefore, notAfter);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(leaf.purpose));
      builder.addExtension(Extension.subjectAlternativeName, false, leaf.alternativeNames);
      return sign(builder);
    } catch (CertIOException impossible) {
      throw new IllegalStateException("an extension does not encode", impossible);
    }
  }

  private X509v3CertificateBuilder builder(
      X500Name subject, PublicKey subjectKey, Instant notBefore, Instant notAfter) {
    var serial = new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE);
    return new JcaX509v3CertificateBuilder(
        name, serial, Date.from(notBefore), Date.from(notAfter), subject, subjectKey);
  }

  private X509Certificate sign(X509v3CertificateBuilder builder) {
    try {
      var signer = new JcaContentSignerBuilder(P256.SIGNATURE).setSecureRandom(random).build(key);
      return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    } catch (OperatorCreationException | CertificateException impossible) {
      throw new IllegalStateException("this Java cannot sign with " + P256.SIGNATURE, impossible);
    }
  }

  /** The subject and the purpose of a certificate. */
  record Leaf(X500Name subject, GeneralNames alternativeNames, KeyPurposeId purpose) {}
}
