package dev.parallax.agent.classify;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What identifies a ClientHello (RFC 8446, section 4.1.2) across hosts: everything but what must
 * differ from one connection to the next.
 *
 * @param maskedHash lower-case hex SHA-256 of the handshake message with random, session id and key
 *     shares zeroed
 * @param size of the handshake message, its four-byte header included
 */
public record ClientHello(String maskedHash, int size) {
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int RANDOM = 32;
  private static final int KEY_SHARE = 51;

  /**
   * Reads the hello at the start of a connection.
   *
   * @param sent the first bytes of a connection, as TLS records; what follows the hello is ignored
   * @return empty when they do not hold one whole ClientHello
   */
  public static Optional<ClientHello> of(byte[] sent) {
    try {
      var message = message(ByteBuffer.wrap(sent));
      mask(ByteBuffer.wrap(message));
      return Optional.of(new ClientHello(sha256(message), message.length));
    } catch (BufferUnderflowException | IllegalArgumentException incomplete) {
      return Optional.empty();
    }
  }

  /** The first handshake message of these TLS records, put together again. */
  static byte[] message(ByteBuffer records) {
    var fragments = new ByteArrayOutputStream();
    while (fragments.size() < 4 || fragments.size() < size(fragments.toByteArray())) {
      int type = records.get();
      records.getShort();
      var fragment = new byte[Short.toUnsignedInt(records.getShort())];
      records.get(fragment);
      if (type != HANDSHAKE) {
        throw new IllegalArgumentException("a ClientHello is a handshake record, got: " + type);
      }
      fragments.writeBytes(fragment);
    }
    return Arrays.copyOf(fragments.toByteArray(), size(fragments.toByteArray()));
  }

  private static int size(byte[] message) {
    return 4 + (((message[1] & 0xff) << 16) | ((message[2] & 0xff) << 8) | (message[3] & 0xff));
  }

  private static void mask(ByteBuffer hello) {
    if (hello.get() != CLIENT_HELLO) {
      throw new IllegalArgumentException("no ClientHello");
    }
    hello.position(4 + 2);
    zero(hello, RANDOM);
    zero(hello, Byte.toUnsignedInt(hello.get()));
    skip(hello, Short.toUnsignedInt(hello.getShort()));
    skip(hello, Byte.toUnsignedInt(hello.get()));
    if (hello.remaining() > 2) {
      hello.getShort();
      maskExtensions(hello);
    }
  }

  private static void maskExtensions(ByteBuffer extensions) {
    while (extensions.hasRemaining()) {
      int type = Short.toUnsignedInt(extensions.getShort());
      int length = Short.toUnsignedInt(extensions.getShort());
      int end = extensions.position() + length;
      if (type == KEY_SHARE) {
        maskShares(extensions, end);
      }
      extensions.position(end);
    }
  }

  private static void maskShares(ByteBuffer shares, int end) {
    shares.getShort();
    while (shares.position() < end) {
      shares.getShort();
      zero(shares, Short.toUnsignedInt(shares.getShort()));
    }
  }

  private static void zero(ByteBuffer buffer, int length) {
    buffer.put(new byte[Math.min(length, buffer.remaining())]);
  }

  private static void skip(ByteBuffer buffer, int length) {
    buffer.position(buffer.position() + length);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }
}
