package dev.parallax.watch.message;

import dev.parallax.report.words.IncidentWords;
import dev.parallax.report.words.Language;
import dev.parallax.watch.incident.Notice;
import dev.parallax.watch.look.ObserverHealth;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The message that the fleet or the coordinator itself is at fault. */
public final class ObserverMessage {
  private static final String TARGET = "parallax";

  private ObserverMessage() {}

  /**
   * The message of the beginning or the end.
   *
   * @param end absent at the beginning
   */
  public static Message of(
      ObserverHealth.Trouble trouble, Instant since, Optional<Instant> end, Language language) {
    var id = "observer-" + Long.toString(since.toEpochMilli(), 36);
    return new Message(
        end.isEmpty() ? Notice.Kind.OPENED : Notice.Kind.CLOSED,
        id,
        id + end.isPresent(),
        TARGET,
        "OBSERVER",
        trouble.name(),
        "",
        since,
        end,
        IncidentWords.of(language).say("observer." + trouble, Map.of()),
        "",
        List.of(),
        "",
        "",
        language);
  }
}
