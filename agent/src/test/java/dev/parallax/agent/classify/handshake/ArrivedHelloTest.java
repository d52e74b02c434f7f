package dev.parallax.agent.classify.handshake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ArrivedHelloTest {
  private static final String NAME = "73686f702e6578616d706c65";

  @Test
  void randomAndNameAreRead() {
    var hello = ArrivedHello.of(hello("00000011000f00000c" + NAME)).orElseThrow();
    assertEquals("5a".repeat(32), hello.random());
    assertEquals(Optional.of("shop.example"), hello.serverName());
    assertEquals(64, hello.hash().length());
  }

  @Test
  void withoutAName_thereIsNone() {
    var hello = ArrivedHello.of(hello("002b0000")).orElseThrow();
    assertEquals(Optional.empty(), hello.serverName());
  }

  @Test
  void aNameIsMadePrintable() {
    var hello = ArrivedHello.of(hello("00000008000600000341" + "0a1b")).orElseThrow();
    assertEquals(Optional.of("a.."), hello.serverName());
  }

  @Test
  void aNameLongerThanItsHello_isNone() {
    assertEquals(
        Optional.empty(),
        ArrivedHello.of(hello("00000004000200ff")).flatMap(ArrivedHello::serverName));
  }

  @Test
  void everyPrefixIsNoHello() {
    var whole = hello("00000011000f00000c" + NAME);
    for (int length = 0; length < whole.length; length++) {
      assertEquals(Optional.empty(), ArrivedHello.of(Arrays.copyOf(whole, length)));
    }
  }

  private static byte[] hello(String extensions) {
    var body =
        "0303" + "5a".repeat(32) + "00" + "00021301" + "0100" + length(2, extensions) + extensions;
    var message = "01" + length(3, body) + body;
    return HexFormat.of().parseHex("160301" + length(2, message) + message);
  }

  private static String length(int bytes, String hex) {
    return ("%0" + 2 * bytes + "x").formatted(hex.length() / 2);
  }
}
