package dev.parallax.watch.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.report.words.Language;
import dev.parallax.watch.incident.Notice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages as text, alone and together. */
public final class DigestTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.5Z");

  public static Message message(Notice.Kind kind, String target, String group, Language language) {
    return new Message(
        kind,
        "i-" + target,
        group,
        "https://" + target,
        "PATH",
        "P1 sni_filter",
        "network AS64500",
        NOON,
        kind == Notice.Kind.CLOSED ? Optional.of(NOON.plusSeconds(600)) : Optional.empty(),
        "PATH / access — a filter on the server name (network AS64500)",
        "ap-1, ap-2",
        List.of("address: 192.0.2.1 → 192.0.2.2, everywhere"),
        "Ask the network for its filter.",
        "https://parallax.example/sweeps/20260301-120000-test",
        language);
  }

  @Test
  void oneIncidentHasAllItsLines() {
    var digest = new Digest(List.of(message(Notice.Kind.OPENED, "shop.example", "g", Language.EN)));
    assertEquals("Incident: https://shop.example", digest.title());
    assertEquals(
        List.of(
            "PATH / access — a filter on the server name (network AS64500)",
            "Since: 2026-03-01T12:00:00Z",
            "Affected: ap-1, ap-2",
            "Changed since the last healthy sweep: address: 192.0.2.1 → 192.0.2.2, everywhere",
            "First remedy: Ask the network for its filter.",
            "Report: https://parallax.example/sweeps/20260301-120000-test"),
        digest.lines());
    assertTrue(digest.isFiring());
  }

  @Test
  void oneCauseOverManyTargetsIsOneSection() {
    var digest =
        new Digest(
            IntStream.range(0, 12)
                .mapToObj(i -> message(Notice.Kind.OPENED, "t" + i, "g", Language.EN))
                .toList());
    assertEquals("Incident: 12 targets, one cause", digest.title());
    assertEquals(7, digest.lines().size(), digest.lines().toString());
    assertTrue(digest.lines().get(1).startsWith("Targets: https://t0, https://t1, "));
  }

  @Test
  void severalCausesAreSeveralSections() {
    var digest =
        new Digest(
            List.of(
                message(Notice.Kind.OPENED, "a", "g", Language.ZH),
                message(Notice.Kind.CLOSED, "b", "h", Language.ZH)));
    assertEquals("2 个事件", digest.title());
    assertTrue(digest.lines().contains("事件：https://a"), digest.lines().toString());
    assertTrue(digest.lines().contains("已恢复：https://b"), digest.lines().toString());
    assertTrue(digest.lines().contains("结束时间：2026-03-01T12:10:00Z"));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void aTextIsCutToBytesAndNotWithinACharacter(Language language) {
    var digest = new Digest(List.of(message(Notice.Kind.OPENED, "a", "g", language)));
    for (int bytes = 0; bytes < 300; bytes++) {
      var text = digest.text(bytes);
      assertTrue(text.getBytes(StandardCharsets.UTF_8).length <= bytes);
      assertTrue(!text.contains("\uFFFD"));
    }
    assertEquals("😀", Digest.cut("😀😀", 7));
  }

  @Test
  void aMessageSurvivesTheStore() {
    for (var kind : Notice.Kind.values()) {
      var message = message(kind, "a\"b\\c\u0007", "g", Language.ZH);
      assertEquals(message, MessageJson.read(MessageJson.write(message)));
    }
  }
}
