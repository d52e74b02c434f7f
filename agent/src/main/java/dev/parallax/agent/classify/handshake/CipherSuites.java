package dev.parallax.agent.classify.handshake;

import static java.util.Map.entry;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;

/** Names and numbers of the IANA TLS Cipher Suites registry, for the suites in use. */
public final class CipherSuites {
  private static final Map<String, Integer> CODES =
      Map.ofEntries(
          entry("TLS_RSA_WITH_3DES_EDE_CBC_SHA", 0x000A),
          entry("TLS_RSA_WITH_AES_128_CBC_SHA", 0x002F),
          entry("TLS_DHE_RSA_WITH_AES_128_CBC_SHA", 0x0033),
          entry("TLS_RSA_WITH_AES_256_CBC_SHA", 0x0035),
          entry("TLS_DHE_RSA_WITH_AES_256_CBC_SHA", 0x0039),
          entry("TLS_RSA_WITH_AES_128_CBC_SHA256", 0x003C),
          entry("TLS_RSA_WITH_AES_256_CBC_SHA256", 0x003D),
          entry("TLS_DHE_RSA_WITH_AES_128_CBC_SHA256", 0x0067),
          entry("TLS_DHE_RSA_WITH_AES_256_CBC_SHA256", 0x006B),
          entry("TLS_RSA_WITH_AES_128_GCM_SHA256", 0x009C),
          entry("TLS_RSA_WITH_AES_256_GCM_SHA384", 0x009D),
          entry("TLS_DHE_RSA_WITH_AES_128_GCM_SHA256", 0x009E),
          entry("TLS_DHE_RSA_WITH_AES_256_GCM_SHA384", 0x009F),
          entry("TLS_AES_128_GCM_SHA256", 0x1301),
          entry("TLS_AES_256_GCM_SHA384", 0x1302),
          entry("TLS_CHACHA20_POLY1305_SHA256", 0x1303),
          entry("TLS_AES_128_CCM_SHA256", 0x1304),
          entry("TLS_AES_128_CCM_8_SHA256", 0x1305),
          entry("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", 0xC009),
          entry("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA", 0xC00A),
          entry("TLS_ECDHE_RSA_WITH_3DES_EDE_CBC_SHA", 0xC012),
          entry("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", 0xC013),
          entry("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", 0xC014),
          entry("TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256", 0xC023),
          entry("TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384", 0xC024),
          entry("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256", 0xC027),
          entry("TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384", 0xC028),
          entry("TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", 0xC02B),
          entry("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", 0xC02C),
          entry("TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", 0xC02F),
          entry("TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384", 0xC030),
          entry("TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256", 0xCCA8),
          entry("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", 0xCCA9),
          entry("TLS_DHE_RSA_WITH_CHACHA20_POLY1305_SHA256", 0xCCAA));

  private static final Map<Integer, String> NAMES =
      CODES.entrySet().stream().collect(toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

  private CipherSuites() {}

  /** The IANA name; {@code 0x1234} for a number outside this list. */
  public static String name(int code) {
    return NAMES.getOrDefault(code, "0x%04X".formatted(code));
  }

  /** The number of an IANA name. */
  static int code(String name) {
    return Optional.ofNullable(CODES.get(name))
        .orElseThrow(() -> new IllegalArgumentException("a cipher suite known here, got: " + name));
  }

  /** TLS 1.3 suite names do not contain the key exchange. */
  public static boolean isModern(String name) {
    return !name.contains("_WITH_");
  }
}
