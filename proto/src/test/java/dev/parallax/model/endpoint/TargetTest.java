package dev.parallax.model.endpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TargetTest {
  @ParameterizedTest
  @CsvSource({
    "example.com, https://example.com",
    "Example.COM., https://example.com",
    " example.com , https://example.com",
    "example.com:443, https://example.com",
    "example.com:8443, https://example.com:8443",
    "http://example.com, http://example.com",
    "HTTP://example.com:80/, http://example.com",
    "http://example.com:443, http://example.com:443",
    "tls://mail.example.com:993, tls://mail.example.com:993",
    "https://example.com/a/b?c=d, https://example.com/a/b?c=d",
    "example.com@192.0.2.1, https://example.com@192.0.2.1",
    "https://example.com:8443@192.0.2.1/x, https://example.com:8443@192.0.2.1/x",
    "example.com@[2001:db8::1], https://example.com@[2001:db8:0:0:0:0:0:1]",
    "192.0.2.7:8443, https://192.0.2.7:8443",
    "[2001:db8::1]:8443, https://[2001:db8::1]:8443",
    "[2001:DB8::A], https://[2001:db8::a]",
    "bücher.example, https://xn--bcher-kva.example",
    "_dmarc.example, https://_dmarc.example",
    "code_cube.wild.example, https://code_cube.wild.example",
    "r3---sn-.example, https://r3---sn-.example",
    "-x.example, https://-x.example",
    "faß.example, https://xn--fa-hia.example",
    "βόλος.example, https://xn--nxasmm1c.example",
    "\uD83D\uDCA9.example, https://xn--ls8h.example",
    "localhost, https://localhost",
    "https://example.com/ü?q=漢, https://example.com/%C3%BC?q=%E6%BC%A2",
  })
  void isReadAndSpelledCanonically(String text, String name) {
    var target = Target.parse(text);
    assertEquals(name, target.name());
    assertEquals(target, Target.parse(name));
    assertEquals(name, target.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "https://",
        "https:///path",
        "example..com",
        ".example.com",
        "exa mple.com",
        "example.com:",
        "example.com:0",
        "example.com:65536",
        "example.com:99999999999",
        "example.com:-1",
        "example.com:http",
        "example.com@host.example",
        "example.com@",
        "example.com@192.0.2.256",
        "ftp://example.com",
        "://example.com",
        "user:secret@example.com",
        "2001:db8::1",
        "[2001:db8::1",
        "[192.0.2.1]",
        "[2001:db8::g]",
        "192.0.2.256",
        "192.0.2",
        "1",
        "127.1",
        "0177.0.0.1",
        "192.0.02.1",
        "example.com@010.0.0.1",
        "[::ffff:010.0.0.1]",
        "example.123",
        "example.com/a b",
        "example.com#fragment",
        "example.com\u0000",
      })
  void malformedTextIsRefused(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> Target.parse(text));
    assertFalse(String.valueOf(refusal.getMessage()).isBlank());
  }

  @Test
  void aRefusalNamesTextAndExpectation() {
    assertEquals("a port is 1 to 65535, got: 65536", refusal("example.com:65536"));
    assertEquals(
        "a scheme is one of https, http, tls, wss, ws, smtp, imap, pop3, ldap, postgres, mysql,"
            + " xmpp, tcp, got: ftp",
        refusal("ftp://example.com"));
    assertEquals("a host is a DNS name or an address, got: example..com", refusal("example..com"));
    assertEquals(
        "an IPv4 address has no leading zeros, which some programs read as octal, got: 0177.0.0.1",
        refusal("0177.0.0.1"));
    assertEquals(
        "after @ comes an IP address, got: 192.0.2.256", refusal("example.com@192.0.2.256"));
  }

  @Test
  void aTcpTargetNamesItsPort() {
    assertEquals("tcp://cache.example:6379", Target.parse("tcp://cache.example:6379").name());
    assertEquals(
        "tcp://[2001:db8:0:0:0:0:0:1]:22", Target.parse("tcp://[2001:db8:0:0:0:0:0:1]:22").name());
    assertEquals(
        "a target of this scheme has a port, as tcp://host:port, got: none",
        refusal("tcp://cache.example"));
  }

  @Test
  void aRefusalIsPrintableAndBounded() {
    var refusal = refusal("\u001b[2J bad" + "x".repeat(10_000));
    assertTrue(refusal.length() < 400, refusal);
    assertTrue(refusal.chars().noneMatch(Character::isISOControl), refusal);
  }

  @Test
  void partsAreWhatTheTextSays() throws Exception {
    var target = Target.parse("tls://example.com:993@192.0.2.1");
    assertEquals(Scheme.TLS, target.scheme());
    assertEquals("example.com", target.host());
    assertEquals(993, target.port());
    assertEquals(Optional.of(InetAddress.ofLiteral("192.0.2.1")), target.pinned());
    assertEquals("/", target.path());
    assertEquals(Optional.of("example.com"), target.serverName());
  }

  @Test
  void nameThatIsAskedForIsShownBesideWhatWasTyped() {
    assertEquals(
        Optional.of("fa\u00df.example is asked for as xn--fa-hia.example"),
        Target.respelled("https://fa\u00df.example/x"));
    assertEquals(
        Optional.of("example.com. is asked for as example.com"), Target.respelled("example.com."));
    assertEquals(Optional.empty(), Target.respelled("Example.COM"));
    assertEquals(Optional.empty(), Target.respelled("[2001:DB8::1]:443"));
  }

  @Test
  void anAddressLiteralHasNoServerName() {
    assertEquals(Optional.empty(), Target.parse("192.0.2.1").serverName());
    assertEquals(Optional.empty(), Target.parse("[2001:db8::1]").serverName());
    assertTrue(Target.parse("[2001:db8::1]").isAddressLiteral());
  }

  @Test
  void aPathIsBounded() {
    assertEquals(2_048, Target.parse("a.example/" + "x".repeat(2_047)).path().length());
    assertThrows(
        IllegalArgumentException.class, () -> Target.parse("a.example/" + "x".repeat(2_048)));
  }

  private static String refusal(String text) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Target.parse(text)).getMessage());
  }

  @Test
  void nameThatIdnCannotRead_isRefusedAsAnyOther() {
    for (var host : List.of("x".repeat(6_000), "\u00fc".repeat(6_000), "\u00fc".repeat(200))) {
      var refused =
          assertThrows(IllegalArgumentException.class, () -> Target.parse("https://" + host));
      assertTrue(String.valueOf(refused.getMessage()).startsWith("a host "), refused::getMessage);
    }
  }
}
