package dev.parallax.model.plan;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.exchange.Exchange;
import dev.parallax.model.exchange.QuotedWords;
import java.util.ArrayList;
import java.util.List;

/**
 * A target with what is sent to it beyond the default request, and what must come back.
 *
 * @param exchange of parts that the target's scheme has
 */
public record TargetLine(Target target, Exchange exchange) {
  public TargetLine {
    ExchangeScope.check(target, exchange);
  }

  /**
   * Reads a target and the words after it, such as {@code https://shop.example status=200 body~ok};
   * blanks within {@code '…'} or {@code "…"} belong to a word.
   *
   * @throws IllegalArgumentException naming the text and what was expected
   */
  public static TargetLine parse(String line) {
    return parse(line, List.of());
  }

  /** The same with more words for the target. */
  public static TargetLine parse(String line, List<String> more) {
    var words = QuotedWords.split(line);
    var target = Target.parse(words.isEmpty() ? line : words.getFirst());
    var all = new ArrayList<>(words.subList(Math.min(1, words.size()), words.size()));
    all.addAll(more);
    return new TargetLine(target, Exchange.parse(all));
  }

  /** The one canonical spelling, which {@link #parse(String)} reads back. */
  @Override
  public String toString() {
    return exchange.isDefault() ? target.name() : target.name() + " " + exchange;
  }
}
