package dev.parallax.agent.classify.handshake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A decoded ClientHello (RFC 8446, section 4.1.2).
 *
 * @param version the legacy field
 * @param random 32 bytes as lower-case hex
 * @param ciphers in order
 * @param extensions in order
 */
public record HelloFields(
    int version, String random, List<Integer> ciphers, List<HelloExtension> extensions) {
  private static final int CLIENT_HELLO = 1;
  private static final int RANDOM = 32;

  /**
   * One extension.
   *
   * @param at offset of its body in the handshake message
   * @param body positioned at its first byte
   */
  record HelloExtension(int type, int at, ByteBuffer body) {}

  /**
   * Parses a complete handshake message.
   *
   * @throws java.nio.BufferUnderflowException when it is shorter than its length field
   * @throws IllegalArgumentException when its type is not ClientHello
   */
  static HelloFields read(byte[] message) {
    var hello = ByteBuffer.wrap(message);
    if (hello.get() != CLIENT_HELLO) {
      throw new IllegalArgumentException("no ClientHello");
    }
    hello.position(4);
    int version = Short.toUnsignedInt(hello.getShort());
    var random = new byte[RANDOM];
    hello.get(random);
    take(hello, Byte.toUnsignedInt(hello.get()));
    var ciphers = numbers(take(hello, Short.toUnsignedInt(hello.getShort())));
    take(hello, Byte.toUnsignedInt(hello.get()));
    return new HelloFields(version, HexFormat.of().formatHex(random), ciphers, fields(hello));
  }

  private static List<HelloExtension> fields(ByteBuffer hello) {
    var fields = new ArrayList<HelloExtension>();
    if (hello.remaining() > 2) {
      int length = Short.toUnsignedInt(hello.getShort());
      var rest = take(hello, length);
      int offset = hello.position() - length;
      while (rest.hasRemaining()) {
        int type = Short.toUnsignedInt(rest.getShort());
        int size = Short.toUnsignedInt(rest.getShort());
        fields.add(new HelloExtension(type, offset + rest.position(), take(rest, size)));
      }
    }
    return fields;
  }

  /** The body of an extension, positioned at its first byte. */
  Optional<ByteBuffer> extension(int type) {
    return extensions.stream()
        .filter(field -> field.type() == type)
        .findFirst()
        .map(field -> field.body().duplicate());
  }

  /** The next bytes as a buffer of their own. */
  public static ByteBuffer take(ByteBuffer from, int length) {
    var taken = from.slice(from.position(), Math.min(length, from.remaining()));
    from.position(from.position() + length);
    return taken;
  }

  static List<Integer> numbers(ByteBuffer list) {
    var numbers = new ArrayList<Integer>();
    while (list.remaining() >= 2) {
      numbers.add(Short.toUnsignedInt(list.getShort()));
    }
    return numbers;
  }
}
