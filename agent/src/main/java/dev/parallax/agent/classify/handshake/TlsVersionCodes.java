package dev.parallax.agent.classify.handshake;

/** Versions of TLS by the names recipes and results call them. */
final class TlsVersionCodes {
  static final String TLS13 = "TLSv1.3";

  private TlsVersionCodes() {}

  static int code(String name) {
    return switch (name) {
      case "TLSv1" -> 0x0301;
      case "TLSv1.1" -> 0x0302;
      case "TLSv1.2" -> 0x0303;
      case TLS13 -> 0x0304;
      default -> throw new IllegalArgumentException("TLSv1 to TLSv1.3, got: " + name);
    };
  }

  /** {@code 0x0305} for a version without a name here. */
  static String name(int code) {
    return switch (code) {
      case 0x0300 -> "SSLv3";
      case 0x0301 -> "TLSv1";
      case 0x0302 -> "TLSv1.1";
      case 0x0303 -> "TLSv1.2";
      case 0x0304 -> TLS13;
      default -> "0x%04X".formatted(code);
    };
  }
}
