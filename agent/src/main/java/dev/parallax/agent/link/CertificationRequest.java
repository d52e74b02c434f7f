package dev.parallax.agent.link;

import dev.parallax.keys.P256;
import dev.parallax.model.vantage.VantageId;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.HexFormat;
import javax.security.auth.x500.X500Principal;

/**
 * The request for a certificate that an agent sends when it joins or renews: PKCS#10, RFC 2986,
 * section 4, in DER.
 */
final class CertificationRequest {
  private static final int SEQUENCE = 0x30;
  private static final int BIT_STRING = 0x03;
  private static final int SHORT_LENGTHS = 0x80;

  /** INTEGER 0: version 1. */
  private static final byte[] VERSION_1 = HexFormat.of().parseHex("020100");

  /** Context tag 0, constructed: the mandatory set of attributes, empty. */
  private static final byte[] NO_ATTRIBUTES = HexFormat.of().parseHex("a000");

  /** AlgorithmIdentifier of ecdsa-with-SHA256, 1.2.840.10045.4.3.2 (RFC 5758, section 3.2). */
  private static final byte[] ECDSA_WITH_SHA256 =
      HexFormat.of().parseHex("300a06082a8648ce3d040302");

  private static final byte[] NO_UNUSED_BITS = {0};

  private CertificationRequest() {}

  /** With the vantage's name as subject; signed by the key itself. */
  static byte[] of(KeyPair keys, VantageId vantage) throws GeneralSecurityException {
    var info = info(new X500Principal("CN=" + vantage.name()), keys.getPublic());
    return signed(info, P256.sign(keys.getPrivate(), info));
  }

  /** CertificationRequestInfo: the part that is signed. */
  private static byte[] info(X500Principal subject, PublicKey key) {
    return tagged(SEQUENCE, VERSION_1, subject.getEncoded(), key.getEncoded(), NO_ATTRIBUTES);
  }

  private static byte[] signed(byte[] info, byte[] signature) {
    return tagged(SEQUENCE, info, ECDSA_WITH_SHA256, tagged(BIT_STRING, NO_UNUSED_BITS, signature));
  }

  /** Tag, definite length of 1 to 5 octets, and contents (X.690, section 8.1). */
  private static byte[] tagged(int tag, byte[]... contents) {
    int length = 0;
    for (var content : contents) {
      length += content.length;
    }
    var out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    writeLength(length, out);
    for (var content : contents) {
      out.writeBytes(content);
    }
    return out.toByteArray();
  }

  private static void writeLength(int length, ByteArrayOutputStream out) {
    if (length < SHORT_LENGTHS) {
      out.write(length);
      return;
    }
    int octets = (Integer.SIZE - Integer.numberOfLeadingZeros(length) + 7) / 8;
    out.write(SHORT_LENGTHS | octets);
    for (int at = octets - 1; at >= 0; at--) {
      out.write(length >>> (8 * at));
    }
  }
}
