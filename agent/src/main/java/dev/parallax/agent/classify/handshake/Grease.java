package dev.parallax.agent.classify.handshake;

/** GREASE values, which a server must ignore (RFC 8701). The values are always the same. */
final class Grease {
  static final int CIPHER = 0x4A4A;
  static final int GROUP = 0x6A6A;
  static final int VERSION = 0x2A2A;
  static final int FIRST_EXTENSION = 0x1A1A;
  static final int LAST_EXTENSION = 0xDADA;

  private Grease() {}

  static boolean is(int value) {
    return (value & 0x0F0F) == 0x0A0A && value >> 8 == (value & 0xFF);
  }
}
