package dev.parallax.agent.probe.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * A key and a self-signed certificate that no peer trusts. The certificate (RFC 5280, section 4.1)
 * is encoded here: the JDK has no API for it, and a library for this purpose would cost an agent
 * more memory and time than the rest of its start.
 */
public final class SelfSignedKey {
  /** Far apart, so that a wrong clock has no effect. */
  private static final byte[] VALIDITY =
      der(0x30, der(0x17, ascii("900101000000Z")), der(0x18, ascii("21000101000000Z")));

  private static final byte[] VERSION_3 = der(0xa0, der(0x02, new byte[] {2}));
  private static final byte[] SERIAL = der(0x02, new byte[] {1});

  /** ecdsa-with-SHA256 (RFC 5758, section 3.2). */
  private static final byte[] ALGORITHM = der(0x30, hex("06082a8648ce3d040302"));

  /** subjectAltName (RFC 5280, section 4.2.1.6). */
  private static final byte[] ALTERNATIVE_NAME = hex("0603551d11");

  private SelfSignedKey() {}

  /** A fresh P-256 key. */
  public static KeyPair key() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  /** Self-signed, for this DNS name, valid at every clock time. */
  public static X509Certificate certificate(String name, KeyPair key)
      throws GeneralSecurityException {
    var body = body(name, key);
    var signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key.getPrivate());
    signature.update(body);
    return parse(der(0x30, body, ALGORITHM, bits(signature.sign())));
  }

  private static byte[] body(String name, KeyPair key) {
    var self = new X500Principal("CN=" + name).getEncoded();
    return der(
        0x30,
        VERSION_3,
        SERIAL,
        ALGORITHM,
        self,
        VALIDITY,
        self,
        key.getPublic().getEncoded(),
        der(0xa3, der(0x30, alternativeName(name))));
  }

  private static byte[] alternativeName(String name) {
    return der(0x30, ALTERNATIVE_NAME, der(0x04, der(0x30, der(0x82, ascii(name)))));
  }

  private static byte[] bits(byte[] whole) {
    return der(0x03, new byte[] {0}, whole);
  }

  /** Tag, length and contents (ITU-T X.690, section 8.1); up to 64 KiB. */
  private static byte[] der(int tag, byte[]... contents) {
    var joined = new ByteArrayOutputStream();
    for (var content : contents) {
      joined.writeBytes(content);
    }
    var value = new ByteArrayOutputStream();
    value.write(tag);
    value.writeBytes(length(joined.size()));
    value.writeBytes(joined.toByteArray());
    return value.toByteArray();
  }

  private static byte[] length(int length) {
    if (length < 0x80) {
      return new byte[] {(byte) length};
    }
    return length < 0x100
        ? new byte[] {(byte) 0x81, (byte) length}
        : new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length};
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  private static X509Certificate parse(byte[] der) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }
}
