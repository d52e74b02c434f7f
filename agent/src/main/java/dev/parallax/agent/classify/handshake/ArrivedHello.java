package dev.parallax.agent.classify.handshake;

import dev.parallax.text.Printable;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * A ClientHello (RFC 8446, section 4.1.2) as received by its far end, by which both ends identify
 * the same connection.
 *
 * @param random lower-case hex of the 32 bytes that are unique to a ClientHello
 * @param serverName the SNI (RFC 6066, section 3); hostile, at most 255 printable characters
 * @param hash as in {@link ClientHello#maskedHash}
 */
public record ArrivedHello(String random, Optional<String> serverName, String hash) {
  private static final int HEADER_AND_VERSION = 4 + 2;
  private static final int RANDOM = 32;
  private static final int SERVER_NAME = 0;
  private static final int NAME_LIMIT = 255;

  /**
   * Reads the hello at the start of a connection.
   *
   * @param received the first bytes of a connection, as TLS records
   * @return empty without one complete ClientHello
   */
  public static Optional<ArrivedHello> of(byte[] received) {
    return ClientHello.of(received).map(hello -> read(received, hello.maskedHash()));
  }

  private static ArrivedHello read(byte[] received, String hash) {
    var hello = ByteBuffer.wrap(ClientHello.message(ByteBuffer.wrap(received)));
    hello.position(HEADER_AND_VERSION);
    var random = new byte[RANDOM];
    hello.get(random);
    return new ArrivedHello(HexFormat.of().formatHex(random), serverName(hello), hash);
  }

  private static Optional<String> serverName(ByteBuffer hello) {
    try {
      skip(hello, Byte.toUnsignedInt(hello.get()));
      skip(hello, Short.toUnsignedInt(hello.getShort()));
      skip(hello, Byte.toUnsignedInt(hello.get()));
      hello.getShort();
      return inExtensions(hello);
    } catch (BufferUnderflowException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  private static Optional<String> inExtensions(ByteBuffer extensions) {
    while (extensions.hasRemaining()) {
      int type = Short.toUnsignedInt(extensions.getShort());
      int length = Short.toUnsignedInt(extensions.getShort());
      if (type == SERVER_NAME) {
        return Optional.of(name(extensions));
      }
      skip(extensions, length);
    }
    return Optional.empty();
  }

  /** The first entry of the list, past list length and name type. */
  private static String name(ByteBuffer list) {
    skip(list, Short.BYTES + Byte.BYTES);
    var name = new byte[Math.min(NAME_LIMIT, Short.toUnsignedInt(list.getShort()))];
    list.get(name);
    return Printable.ascii(name, NAME_LIMIT).toLowerCase(Locale.ROOT);
  }

  private static void skip(ByteBuffer buffer, int length) {
    buffer.position(buffer.position() + length);
  }
}
