package dev.parallax.watch.route;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 (RFC 2104). */
final class Hmac {
  private static final String SHA_256 = "HmacSHA256";

  private Hmac() {}

  static byte[] of(String key, String text) {
    try {
      var mac = Mac.getInstance(SHA_256);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), SHA_256));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException absent) {
      throw new IllegalStateException("every Java platform has " + SHA_256, absent);
    }
  }
}
