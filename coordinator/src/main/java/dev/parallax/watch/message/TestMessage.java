package dev.parallax.watch.message;

import dev.parallax.report.words.IncidentWords;
import dev.parallax.report.words.Language;
import dev.parallax.watch.incident.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A message by which a route is tried. */
public final class TestMessage {
  private TestMessage() {}

  /** It is resolved, so that it opens nothing at the receiver. */
  public static Message of(Language language, Instant now) {
    return new Message(
        Notice.Kind.CLOSED,
        "test",
        "test",
        "parallax",
        "HEALTHY",
        "",
        "",
        now,
        Optional.of(now),
        IncidentWords.of(language).say("test", Map.of()),
        "",
        List.of(),
        "",
        "",
        language);
  }
}
