package dev.parallax.agent.link.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPortTest {
  @ParameterizedTest
  @ValueSource(strings = {"a.example:7443", "192.0.2.1:1", "[2001:db8::1]:65535"})
  void isReadAndPrinted(String text) {
    assertEquals(text, HostPort.parse(text).toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a:",
        ":1",
        "a:0",
        "a:65536",
        "a:1:2",
        "2001:db8::1:7443",
        "a b:1",
        "a:x"
      })
  void malformedTextIsRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> HostPort.parse(text));
  }

  @Test
  void aRefusalNamesTextAndExpectation() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> HostPort.parse("a\n"));
    assertEquals("an address is HOST:PORT or [IPV6]:PORT, got: a\\n", refusal.getMessage());
  }
}
