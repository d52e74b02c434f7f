package dev.parallax.agent.classify.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
  private static final String RANDOM = "ab".repeat(32);
  private static final String SHARE = "cd".repeat(4);

  @Test
  void whatDiffersByNature_isMasked_whatMatters_isNot() {
    var hello = hello(RANDOM, "01", SHARE, "1301");
    var other = hello("00".repeat(32), "77", "11223344", "1301");
    assertEquals(hello.maskedHash(), other.maskedHash());
    assertEquals(RANDOM, hello.random());
    assertEquals("00".repeat(32), other.random());
    assertNotEquals(hello.maskedHash(), hello(RANDOM, "01", SHARE, "1302").maskedHash());
  }

  @Test
  void splitOverTwoRecords_isTheSame() {
    var whole = message(RANDOM, "01", SHARE, "1301");
    var split = record(whole.substring(0, 20)) + record(whole.substring(20));
    assertEquals(hello(RANDOM, "01", SHARE, "1301"), of(split));
    assertEquals(whole.length() / 2, of(split).size());
  }

  @Test
  void lessThanAHello_isNone() {
    var whole = record(message(RANDOM, "01", SHARE, "1301"));
    for (int end = 0; end < whole.length(); end += 2) {
      assertTrue(ClientHello.of(HexFormat.of().parseHex(whole.substring(0, end))).isEmpty());
    }
  }

  private static ClientHello hello(String random, String session, String share, String cipher) {
    return of(record(message(random, session, share, cipher)));
  }

  private static ClientHello of(String hex) {
    return ClientHello.of(HexFormat.of().parseHex(hex)).orElseThrow();
  }

  private static String message(String random, String session, String share, String cipher) {
    var extensions = "002b0003020304" + "0033000a0008001d0004" + share;
    var body =
        "0303"
            + random
            + "01"
            + session
            + "0002"
            + cipher
            + "0100"
            + size(extensions, 4)
            + extensions;
    return "01" + size(body, 6) + body;
  }

  private static String record(String fragment) {
    return "160301" + size(fragment, 4) + fragment;
  }

  private static String size(String hex, int digits) {
    return HexFormat.of().toHexDigits(hex.length() / 2, digits);
  }
}
