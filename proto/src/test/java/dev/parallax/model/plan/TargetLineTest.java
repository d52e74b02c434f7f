package dev.parallax.model.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetLineTest {
  @Test
  void theCanonicalSpellingIsReadBack() {
    var line = TargetLine.parse("shop.example  body~'all is well' status=200", List.of("tls>=1.2"));
    assertEquals("https://shop.example status=200 'body~all is well' tls>=1.2", line.toString());
    assertEquals(line, TargetLine.parse(line.toString()));
    assertEquals("https://shop.example", TargetLine.parse("shop.example").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tls://shop.example status=200|status=, body~, header:, method=, header= and credentials="
            + " need an http, https, ws or wss target, got: tls://shop.example status=200",
        "http://shop.example credentials=shop|credentials= needs an https or wss target:"
            + " credentials are not sent in cleartext, got: http://shop.example credentials=shop",
        "tls://shop.example credentials=shop|status=, body~, header:, method=, header= and"
            + " credentials= need an http, https, ws or wss target, got: tls://shop.example"
            + " credentials=shop",
        "http://shop.example tls>=1.2|alpn=, tls>= and cert-days>= need a target with TLS, got:"
            + " http://shop.example tls>=1.2",
        "shop.example@192.0.2.1 dns=192.0.2.1|dns= needs a target whose name is resolved, got:"
            + " https://shop.example@192.0.2.1 dns=192.0.2.1",
        "wss://shop.example method=HEAD|a ws or wss target has the method GET, got:"
            + " wss://shop.example method=HEAD",
        "https://shop.example alpn=h2 status=200|alpn= other than http/1.1 ends the probe after the"
            + " handshake and excludes status=, body~, header:, method= and header=, got:"
            + " https://shop.example status=200 alpn=h2",
        "wss://shop.example alpn=h2|alpn= other than http/1.1 ends the probe after the"
            + " handshake and excludes status=, body~, header:, method= and header=, got:"
            + " wss://shop.example alpn=h2",
      })
  void aWordThatTheTargetCannotHaveIsRefused(String line, String message) {
    assertEquals(
        message,
        assertThrows(IllegalArgumentException.class, () -> TargetLine.parse(line)).getMessage());
  }

  @Test
  void anEmptyLineIsNoTarget() {
    assertThrows(IllegalArgumentException.class, () -> TargetLine.parse(""));
    assertThrows(IllegalArgumentException.class, () -> TargetLine.parse("# nothing"));
  }
}
