package dev.parallax.watch.message;

import dev.parallax.report.words.Language;
import dev.parallax.watch.incident.Notice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The report of an incident to a receiver, in sentences of one language.
 *
 * @param incident its id, the same in all its messages
 * @param group the same for incidents with one cause
 * @param cause code and word; empty when the cause is open
 * @param scope attribute and value; empty without a value
 * @param since the first failure
 * @param headline the sentence of the verdict
 * @param affected the affected vantages
 * @param changes since the last healthy sweep
 * @param remedy the first remedy; empty without a remedy
 * @param link the report; empty without an address of the pages
 */
public record Message(
    Notice.Kind kind,
    String incident,
    String group,
    String target,
    String blame,
    String cause,
    String scope,
    Instant since,
    Optional<Instant> closedAt,
    String headline,
    String affected,
    List<String> changes,
    String remedy,
    String link,
    Language language) {
  public Message {
    changes = List.copyOf(changes);
  }

  public boolean isFiring() {
    return closedAt.isEmpty();
  }
}
