package dev.parallax.agent.classify.handshake;

import dev.parallax.model.value.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * The identity of a ClientHello (RFC 8446, section 4.1.2): on one connection its random, across
 * hosts all fields except those that differ from connection to connection.
 *
 * @param random lower-case hex
 * @param maskedHash lower-case hex SHA-256 of the handshake message with random, session id, key
 *     shares and the encrypted parts of {@code encrypted_client_hello} zeroed
 * @param size of the handshake message, its four-byte header included
 * @param ja4 its JA4; empty when an extension that it includes is malformed
 */
public record ClientHello(String random, String maskedHash, int size, String ja4) {
  private static final int HANDSHAKE = 22;
  private static final int RECORD_HEADER = 5;
  private static final int HEADER = 4;
  private static final int VERSION = 2;
  private static final int RANDOM = 32;

  /** Before the name in a server_name extension: two lengths and the name's type. */
  private static final int NAME_AT = 5;

  /** Before config_id in the outer form (RFC 9849, section 5): its type and the suite. */
  private static final int CONFIG_AT = 5;

  /**
   * Reads the hello at the start of a connection.
   *
   * @param sent the first bytes of a connection, as TLS records; what follows the hello is ignored
   * @return empty without one complete ClientHello
   */
  public static Optional<ClientHello> of(byte[] sent) {
    try {
      var message = message(ByteBuffer.wrap(sent));
      var fields = HelloFields.read(message);
      mask(ByteBuffer.wrap(message), fields);
      return Optional.of(
          new ClientHello(fields.random(), Sha256.hex(message), message.length, ja4(fields)));
    } catch (BufferUnderflowException | IllegalArgumentException incomplete) {
      return Optional.empty();
    }
  }

  /** The message is a ClientHello, whatever its extensions contain. */
  private static String ja4(HelloFields fields) {
    try {
      return Ja4.of(fields);
    } catch (BufferUnderflowException | IllegalArgumentException malformed) {
      return "";
    }
  }

  /**
   * The position at which to split a ClientHello so that neither part contains the whole server
   * name: the middle of the name, or of the message without a name.
   *
   * @param record the ClientHello in one record
   * @return bytes of the record before the cut
   */
  public static int middle(byte[] record) {
    var message = message(ByteBuffer.wrap(record));
    return RECORD_HEADER
        + HelloFields.read(message).extensions().stream()
            .filter(field -> field.type() == TlsExtension.SERVER_NAME)
            .findFirst()
            .map(field -> field.at() + NAME_AT + (field.body().remaining() - NAME_AT) / 2)
            .orElse(message.length / 2);
  }

  /** The first handshake message of these TLS records, reassembled. */
  static byte[] message(ByteBuffer records) {
    var fragments = new ByteArrayOutputStream();
    while (fragments.size() < HEADER || fragments.size() < size(fragments.toByteArray())) {
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
    return HEADER
        + (((message[1] & 0xff) << 16) | ((message[2] & 0xff) << 8) | (message[3] & 0xff));
  }

  private static void mask(ByteBuffer hello, HelloFields fields) {
    hello.position(HEADER + VERSION);
    zero(hello, RANDOM);
    zero(hello, Byte.toUnsignedInt(hello.get()));
    for (var field : fields.extensions()) {
      var body = hello.slice(field.at(), field.body().remaining());
      if (field.type() == TlsExtension.KEY_SHARE) {
        maskShares(body);
      } else if (field.type() == TlsExtension.ENCRYPTED_CLIENT_HELLO) {
        maskEncrypted(body);
      }
    }
  }

  private static void maskShares(ByteBuffer shares) {
    shares.getShort();
    while (shares.hasRemaining()) {
      shares.getShort();
      zero(shares, Short.toUnsignedInt(shares.getShort()));
    }
  }

  /** An inner ClientHello contains nothing but its type. */
  private static void maskEncrypted(ByteBuffer outer) {
    if (outer.remaining() <= CONFIG_AT) {
      return;
    }
    outer.position(CONFIG_AT);
    zero(outer, 1);
    zero(outer, Short.toUnsignedInt(outer.getShort()));
    zero(outer, Short.toUnsignedInt(outer.getShort()));
  }

  private static void zero(ByteBuffer buffer, int length) {
    buffer.put(new byte[Math.min(length, buffer.remaining())]);
  }
}
