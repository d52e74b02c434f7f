package dev.parallax.agent.probe;

import dev.parallax.agent.classify.packet.QuicPacket;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A server's Initial packet with CONNECTION_CLOSE only (RFC 9000, section 19.19), protected by the
 * keys of RFC 9001, section 5.2.
 */
final class QuicRefusal {
  private static final byte[] SALT =
      HexFormat.of().parseHex("38762cf7f55934b34d179ae6a4c80cadccbb7f0a");
  private static final int TAG = 16;
  private static final int PADDING = 24;
  private static final int SAMPLE_AFTER = 4;

  private QuicRefusal() {}

  static byte[] of(QuicPacket client, int error, String reason) {
    try {
      var payload = close(error, reason);
      var header = header(client, 1 + payload.length + TAG);
      var secret = label(hmac(SALT, bytes(client.to())), "server in", 32);
      var sealed = seal(secret, header, payload);
      return protect(secret, header, sealed);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] close(int error, String reason) throws IOException {
    var text = reason.getBytes(StandardCharsets.UTF_8);
    var frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {0x1c, (byte) error, 0, (byte) text.length});
    frame.writeBytes(text);
    frame.writeBytes(new byte[PADDING]);
    return frame.toByteArray();
  }

  /** Packet number 0 in one byte ends it. */
  private static byte[] header(QuicPacket client, int length) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var header = new DataOutputStream(bytes);
    header.writeByte(0xC0);
    header.writeInt(1);
    header.writeByte(client.from().remaining());
    header.write(bytes(client.from()));
    header.writeByte(8);
    header.writeLong(0x0102030405060708L);
    header.writeByte(0);
    header.writeShort(0x4000 | length);
    header.writeByte(0);
    return bytes.toByteArray();
  }

  private static byte[] seal(byte[] secret, byte[] header, byte[] payload)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    var key = new SecretKeySpec(label(secret, "quic key", 16), "AES");
    cipher.init(
        Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG, label(secret, "quic iv", 12)));
    cipher.updateAAD(header);
    return cipher.doFinal(payload);
  }

  private static byte[] protect(byte[] secret, byte[] header, byte[] sealed)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/ECB/NoPadding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(label(secret, "quic hp", 16), "AES"));
    var mask = cipher.doFinal(sealed, SAMPLE_AFTER - 1, 16);
    header[0] ^= (byte) (mask[0] & 0x0f);
    header[header.length - 1] ^= mask[1];
    var packet = Arrays.copyOf(header, header.length + sealed.length);
    System.arraycopy(sealed, 0, packet, header.length, sealed.length);
    return packet;
  }

  /** HKDF-Expand-Label of RFC 8446, section 7.1, up to 32 bytes. */
  private static byte[] label(byte[] secret, String name, int length)
      throws GeneralSecurityException {
    var label = ("tls13 " + name).getBytes(StandardCharsets.US_ASCII);
    var info = ByteBuffer.allocate(label.length + 5);
    info.putShort((short) length).put((byte) label.length).put(label).put((byte) 0).put((byte) 1);
    return Arrays.copyOf(hmac(secret, info.array()), length);
  }

  private static byte[] hmac(byte[] key, byte[] data) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(data);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    var bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
