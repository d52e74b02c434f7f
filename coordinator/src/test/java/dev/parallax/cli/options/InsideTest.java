package dev.parallax.cli.options;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A selector may hold an equals sign itself. */
final class InsideTest {
  @ParameterizedTest
  @CsvSource({
    "lan,            lan,      ''",
    "site=lan,       site=lan, ''",
    "lan=10.0.0.5,   lan,      10.0.0.5",
    "site=lan=::1,   site=lan, ::1",
    "a+b=127.0.0.1,  a+b,      127.0.0.1",
  })
  void splitsAtAnAddressOnly(String text, String selector, String route) {
    var inside = Inside.parse(text);
    assertEquals(selector, inside.getSelector());
    var expected = route.isEmpty() ? new byte[0] : InetAddress.ofLiteral(route).getAddress();
    assertArrayEquals(expected, inside.getRoute().toByteArray());
  }
}
