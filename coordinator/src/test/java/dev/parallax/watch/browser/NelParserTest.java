package dev.parallax.watch.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.FailureWord;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is read of a delivery of reports, and what is refused. */
final class NelParserTest {
  private static String report(String url, String type, String more) {
    return """
    {"age": 5, "type": "network-error", "url": "%s", "user_agent": "Mozilla/5.0",
     "body": {"type": "%s", "phase": "connection", "server_ip": "192.0.2.1", "elapsed_time": 9%s}}\
    """
        .formatted(url, type, more);
  }

  @Test
  void aFailure_hasTheTarget_andNothingOfTheVisitor() {
    var url = "https://user@Shop.example/account?id=7";
    var read =
        NelParser.read("[" + report(url, "tcp.timed_out", ", \"sampling_fraction\": 0.25") + "]");
    var failure = read.failures().getFirst();
    assertEquals("https://shop.example", failure.target());
    assertEquals(FailureWord.CONNECT_TIMEOUT, failure.word());
    assertEquals(4, failure.requests());
    assertEquals(List.of(), read.refusals());
  }

  @Test
  void types_areOurWords_andSuccessesAreNoFailures() {
    assertEquals(Optional.of(FailureWord.DNS_NXDOMAIN), NelTypes.word("dns.name_not_resolved", 0));
    assertEquals(Optional.of(FailureWord.CERT_EXPIRED), NelTypes.word("tls.cert.date_invalid", 0));
    assertEquals(Optional.of(FailureWord.UNKNOWN), NelTypes.word("quic.new", 0));
    assertEquals(Optional.of(FailureWord.httpStatus(503)), NelTypes.word("http.error", 503));
    assertEquals(Optional.empty(), NelTypes.word("http.error", 404));
    assertEquals(Optional.empty(), NelTypes.word("ok", 200));
    assertEquals(Optional.empty(), NelTypes.word("abandoned", 0));
  }

  @Test
  void whatIsNoReport_isRefusedWithItsReason() {
    assertRefused(NelRefusal.MALFORMED, "");
    assertRefused(NelRefusal.MALFORMED, "{}");
    assertRefused(NelRefusal.MALFORMED, "[] []");
    assertRefused(NelRefusal.TOO_LARGE, "[" + " ".repeat(NelParser.LONGEST) + "]");
    assertRefused(NelRefusal.TOO_LARGE, "[" + "1,".repeat(NelParser.MOST_REPORTS) + "1]");
    assertRefused(NelRefusal.OTHER_TYPE, "[{\"type\": \"csp-violation\"}]");
    for (var url :
        List.of("ftp://shop.example/", "https://", "no url", "https://a b/", "x:\\u0000")) {
      assertRefused(NelRefusal.MALFORMED, "[" + report(url, "tcp.reset", "") + "]");
    }
    for (var fraction : List.of("0", "-1", "2", "1e400")) {
      var more = ", \"sampling_fraction\": " + fraction;
      assertRefused(
          NelRefusal.MALFORMED, "[" + report("https://shop.example/", "tcp.reset", more) + "]");
    }
    var old =
        report("https://shop.example/", "tcp.reset", "").replace("\"age\": 5", "\"age\": 3600001");
    assertRefused(NelRefusal.STALE, "[" + old + "]");
  }

  private static void assertRefused(NelRefusal why, String body) {
    var read = NelParser.read(body);
    assertEquals(List.of(why), read.refusals(), body.substring(0, Math.min(200, body.length())));
    assertEquals(List.of(), read.failures());
  }

  @Test
  void mutatedDeliveries_endInAResult() {
    var random = new Random(18);
    var whole =
        "[" + report("https://shop.example/", "tcp.reset", ", \"sampling_fraction\": 0.5") + "]";
    for (int i = 0; i < 20_000; i++) {
      var bytes = new StringBuilder(whole);
      for (int change = random.nextInt(4); change >= 0; change--) {
        bytes.setCharAt(random.nextInt(bytes.length()), (char) random.nextInt(0x250));
      }
      var read = NelParser.read(bytes.toString());
      assertTrue(read.failures().size() + read.refusals().size() + read.healthy() <= 1);
      read.failures().forEach(failure -> assertTrue(failure.requests() <= 1_000));
    }
  }
}
