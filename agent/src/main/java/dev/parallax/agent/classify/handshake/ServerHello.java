package dev.parallax.agent.classify.handshake;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The choices of a server (RFC 8446, section 4.1.3).
 *
 * @param version of TLS, by its number
 * @param cipher by its number
 * @param group of its key share, or the group that a HelloRetryRequest requests; absent before TLS
 *     1.3
 * @param retry whether it is a HelloRetryRequest
 */
record ServerHello(int version, int cipher, Optional<Integer> group, boolean retry) {
  private static final byte[] RETRY =
      HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

  /**
   * Reads the body of a handshake message.
   *
   * @throws java.nio.BufferUnderflowException when it is too short
   * @throws IllegalArgumentException when it is longer than its content
   */
  static ServerHello read(byte[] body) {
    var hello = ByteBuffer.wrap(body);
    int version = Short.toUnsignedInt(hello.getShort());
    var random = new byte[RETRY.length];
    hello.get(random);
    HelloFields.take(hello, Byte.toUnsignedInt(hello.get()));
    int cipher = Short.toUnsignedInt(hello.getShort());
    hello.get();
    var group = Optional.<Integer>empty();
    var extensions =
        hello.hasRemaining()
            ? HelloFields.take(hello, Short.toUnsignedInt(hello.getShort()))
            : hello;
    while (extensions.hasRemaining()) {
      int type = Short.toUnsignedInt(extensions.getShort());
      var content = HelloFields.take(extensions, Short.toUnsignedInt(extensions.getShort()));
      if (type == TlsExtension.SUPPORTED_VERSIONS) {
        version = Short.toUnsignedInt(content.getShort());
      } else if (type == TlsExtension.KEY_SHARE) {
        group = Optional.of(Short.toUnsignedInt(content.getShort()));
      }
    }
    return new ServerHello(version, cipher, group, Arrays.equals(random, RETRY));
  }

  boolean isTls13() {
    return version == 0x0304;
  }
}
