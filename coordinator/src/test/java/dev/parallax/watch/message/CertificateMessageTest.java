package dev.parallax.watch.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.words.Language;
import dev.parallax.watch.expiry.CertificateExpiry;
import dev.parallax.watch.expiry.ExpiryNotice;
import dev.parallax.watch.incident.Notice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Messages about certificates, in both languages. */
final class CertificateMessageTest {
  private static final Instant END = Instant.parse("2026-12-21T12:00:00Z");
  private static final Optional<String> PAGES = Optional.of("https://pages.test/");

  private static CertificateExpiry certificate(boolean leaf) {
    return new CertificateExpiry(
        "https://shop.example",
        "ab".repeat(32),
        "CN=shop.example",
        END,
        leaf,
        21,
        List.of(new VantageId("eu-1")),
        0,
        END.minus(Duration.ofDays(21)),
        Optional.empty());
  }

  private static Message message(Notice.Kind kind, Duration left, Language language) {
    return CertificateMessage.of(
        new ExpiryNotice(kind, certificate(true), END.minus(left)), language, PAGES);
  }

  @Test
  void theMessageHasTheDays_theCertificate_whereItWasReceived_andTheRemedy() {
    var digest = new Digest(List.of(message(Notice.Kind.OPENED, Duration.ofDays(21), Language.EN)));
    assertEquals("Certificate expires soon: https://shop.example", digest.title());
    assertEquals(
        List.of(
            "The certificate of the server expires in 21 days, at 2026-12-21T12:00:00Z:"
                + " CN=shop.example (SHA-256 "
                + "ab".repeat(32)
                + ")",
            "Since: 2026-11-30T12:00:00Z",
            "Affected: eu-1",
            "First remedy: Renew the certificate, install it with its intermediate certificates on"
                + " every server of the name, and check that automatic renewal runs.",
            "Report: https://pages.test/target?name=https%3A%2F%2Fshop.example"),
        digest.lines());
  }

  @Test
  void theMessageIsChinese() {
    var digest = new Digest(List.of(message(Notice.Kind.CHANGED, Duration.ofDays(7), Language.ZH)));
    assertEquals("证书即将过期：https://shop.example", digest.title());
    assertTrue(digest.lines().getFirst().startsWith("服务器证书将在 7 天后过期"), digest.lines() + "");
    assertTrue(digest.text(4_000).contains("请续签证书"), digest.text(4_000));
  }

  @Test
  void theSentenceFollowsTheTimeThatIsLeft() {
    for (var language : Language.values()) {
      var sentences =
          List.of(Duration.ofDays(2), Duration.ofDays(1), Duration.ofHours(3), Duration.ZERO)
              .stream()
              .map(
                  left ->
                      CertificateMessage.sentence(certificate(false), END.minus(left), language))
              .distinct()
              .toList();
      assertEquals(4, sentences.size(), sentences.toString());
      sentences.forEach(sentence -> assertTrue(!sentence.contains("{"), sentence));
    }
    var renewed = message(Notice.Kind.CLOSED, Duration.ofDays(3), Language.EN);
    assertTrue(renewed.headline().startsWith("The server no longer sends"), renewed.headline());
    assertEquals(renewed, MessageJson.read(MessageJson.write(renewed)));
  }
}
