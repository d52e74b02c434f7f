package dev.parallax.model.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ExchangeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "status=200-299,301",
        "body~\"state\": *\"ok\"",
        "body!~error|fault",
        "header:content-type~^text/html",
        "header:x-cache!~MISS",
        "alpn=h2",
        "tls>=1.2",
        "cert-days>=14",
        "dns=192.0.2.0/24,2001:db8:0:0:0:0:0:1",
        "method=HEAD",
        "header=Accept: text/html; q=0.5",
        "credentials=shop-1",
        "reply~^220 .*ESMTP",
        "send=EHLO a\\r\\n\\x00 costs $1"
      })
  void aWordIsReadAndWrittenAlike(String word) {
    var exchange = Exchange.parse(List.of(word));
    assertFalse(exchange.isDefault());
    assertEquals(List.of(word), exchange.words());
  }

  @Test
  void theOrderOfTheWordsIsFixed() {
    var words = List.of("tls>=1.3", "body~b", "status=200", "body~a", "method=POST");
    assertEquals(
        List.of("method=POST", "status=200", "body~b", "body~a", "tls>=1.3"),
        Exchange.parse(words).words());
    assertEquals("method=POST status=200 body~b body~a tls>=1.3", Exchange.parse(words).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status=20|status codes are written as 200-299,301, got: 20",
        "status=|status codes are written as 200-299,301, got: ",
        "status=299-200|a range of status codes is within 100-599 and not reversed, got: 299-200",
        "status=600|a range of status codes is within 100-599 and not reversed, got: 600-600",
        "tls>=1.4|a TLS version is one of 1.0, 1.1, 1.2, 1.3, got: 1.4",
        "cert-days>=0|the number of cert-days is 1 to 3650, got: 0",
        "cert-days>=soon|the number of cert-days is 1 to 3650, got: soon",
        "dns=shop.example|a network is written as 192.0.2.0/24 or 2001:db8::1, got: shop.example",
        "dns=192.0.2.7/24|a network's bits after the first 24 are 0, got: 192.0.2.7",
        "dns=192.0.2.0/33|a prefix is 0 to 32, got: 33",
        "alpn=|an ALPN protocol is 1 to 255 characters of visible ASCII, got: ",
        "method=DELETE|a method is one of GET, HEAD, OPTIONS, POST, got: DELETE",
        "header=Host: x|a header field other than those of framing and routing, got: Host",
        "header=TE: x|a header field other than those of framing and routing, got: TE",
        "header=A B: x|a header name is 1 to 64 token characters, got: A B",
        "header=A|a header field is written as Name: value, got: 1 characters",
        "header:~x|a header name is 1 to 64 token characters, got: ",
        "reply~|a regular expression has 1 to 256 characters, got: 0 characters",
        "send=|a text to send has 1 to 1024 characters, got: 0 characters",
        "send=a\\q|a text to send is written with \\r"
            + ", \\n"
            + ", \\t, \\\\, \\xHH and ${1} to ${9}, got: a\\q",
        "send=${0}|a text to send is written with \\r"
            + ", \\n"
            + ", \\t, \\\\, \\xHH and ${1} to ${9}, got: ${0}",
        "send=${1}|${N} names a group of the expression before it, which has 0, got: ${1}",
      })
  void aMalformedWordIsRefusedByValueAndExpectation(String word, String message) {
    assertEquals(message, refusal(word).strip());
  }

  @Test
  void aHeaderValueHasNoControlCharacterAndIsNotShown() {
    assertEquals(
        "the value of Cookie has at most 1024 characters of printable ASCII, got: 12 characters",
        refusal("header=Cookie: secret\r\nX: y"));
  }

  @Test
  void credentials_areANameAlone_besidesNoAuthorizationOfThePlan() {
    assertEquals(
        "a name of credentials is 1 to 64 letters, digits, full stops, hyphens or underscores, got:"
            + " a:b",
        refusal("credentials=a:b"));
    assertEquals(
        "no header field Authorization besides credentials, got: shop",
        refusal("credentials=shop", "header=authorization: Bearer secret"));
  }

  @Test
  void aScriptKeepsItsOrder_andIsNoRequest() {
    var words = List.of("reply~^220 ", "send=A\\r\\n", "reply~(x)", "send=${1}");
    assertEquals(words, Exchange.parse(words).words());
    assertTrue(Exchange.parse(words).script().sends());
    for (var word : words) {
      assertEquals(word, Exchange.expectationWord(word));
      var refusal = assertThrows(IllegalArgumentException.class, () -> Exchange.requestWord(word));
      assertEquals("a word of a request, got: " + word, refusal.getMessage());
    }
    assertEquals(
        "at most 16 steps of a script, got: 17",
        refusal(Collections.nCopies(17, "reply~a").toArray(String[]::new)));
  }

  @Test
  void sentText_isBytes() {
    assertArrayEquals(
        new byte[] {'\\', '\r', '\n', '\t', 0, (byte) 0xff, '$', (byte) 0xc3, (byte) 0xa9, 'b'},
        SentText.parse("\\\\\\r\\n\\t\\x00\\xFf$\u00e9${2}").bytes(List.of("a", "b")));
    assertEquals(
        256, SentText.parse("${1}").bytes(List.of("x".repeat(1_000))).length, "a group is cut");
    assertEquals(
        "a text to send has 1 to 1024 characters, got: 1025 characters",
        refusal("send=" + "x".repeat(1_025)));
    assertTrue(refusal("send=a\nb").endsWith("got: a\\nb"));
  }

  @Test
  void anUnknownWordNamesTheForms() {
    assertTrue(refusal("stauts=200").startsWith("a word of a request or an expectation: status="));
    assertTrue(refusal("stauts=200").endsWith("got: stauts=200"));
  }

  @Test
  void aKeyOfASingleValueStandsOnce() {
    assertEquals("each key at most once, got: status=204", refusal("status=200", "status=204"));
    assertEquals(
        "each key at most once, got: cert-days>=3", refusal("cert-days>=2", "cert-days>=3"));
  }

  @Test
  void countsAreBounded() {
    assertEquals(
        "at most 8 rules for the body, got: 9",
        refusal("body~a body~a body~a body~a body~a body~a body~a body~a body~a".split(" ")));
  }

  /** Compiled by the library, this one fills any heap. */
  @Test
  void aRegularExpressionCannotGrowBeyondItsBound() {
    var hostile = "((((a{30}){30}){30}){30}){30}";
    assertEquals(
        "a regular expression whose repetitions {n} are written out has at most 4000 characters,"
            + " got: "
            + hostile,
        refusal("body~" + hostile));
    assertEquals(
        "a regular expression has 1 to 256 characters, got: 257 characters",
        refusal("body~" + "a".repeat(257)));
    assertTrue(refusal("body~(").startsWith("a regular expression in the syntax of RE2, got: ( ("));
  }

  @Test
  void aRegularExpressionTakesTimeLinearInTheText() {
    var rule = new TextRule(true, new Regex("^(x+x+)+y$"));
    assertFalse(rule.accepts("x".repeat(Expectations.BODY_LIMIT)));
  }

  @Test
  void aNetworkContainsWhatSharesItsPrefix() {
    var network = Exchange.parse(List.of("dns=192.0.2.128/25")).expectations().dns().getFirst();
    assertTrue(network.contains(InetAddress.ofLiteral("192.0.2.200")));
    assertFalse(network.contains(InetAddress.ofLiteral("192.0.2.100")));
    assertFalse(network.contains(InetAddress.ofLiteral("2001:db8::1")));
  }

  private static String refusal(String... words) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Exchange.parse(List.of(words)))
            .getMessage());
  }
}
