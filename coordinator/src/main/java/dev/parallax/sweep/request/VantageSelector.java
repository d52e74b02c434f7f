package dev.parallax.sweep.request;

import dev.parallax.model.vantage.Vantage;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which vantages: {@code ,} is or, {@code +} is and; a term is a name, a label's value in any case,
 * {@code AS64500} or {@code key=value}. Empty or {@code all} matches every vantage.
 */
public final class VantageSelector {
  private final String text;
  private final List<List<String>> alternatives;

  private VantageSelector(String text, List<List<String>> alternatives) {
    this.text = text;
    this.alternatives = alternatives;
  }

  /**
   * Parses a selector.
   *
   * @throws IllegalArgumentException naming the text, when a term is empty
   */
  public static VantageSelector parse(String text) {
    if (text.isBlank() || text.strip().equals("all")) {
      return new VantageSelector("all", List.of(List.of()));
    }
    return new VantageSelector(
        text.strip(), Stream.of(text.split(",", -1)).map(part -> terms(part, text)).toList());
  }

  public boolean matches(Vantage vantage) {
    return alternatives.stream()
        .anyMatch(terms -> terms.stream().allMatch(term -> matches(vantage, term)));
  }

  @Override
  public String toString() {
    return text;
  }

  private static List<String> terms(String alternative, String whole) {
    var terms = Stream.of(alternative.split("\\+", -1)).map(String::strip).toList();
    if (terms.stream().anyMatch(String::isEmpty)) {
      throw new IllegalArgumentException(
          "a selector is terms joined by + (and) and , (or), none of them empty, got: " + whole);
    }
    return terms;
  }

  private static boolean matches(Vantage vantage, String term) {
    int equals = term.indexOf('=');
    if (equals > 0) {
      return vantage
          .label(term.substring(0, equals))
          .filter(same(term.substring(equals + 1)))
          .isPresent();
    }
    return same(vantage.id().name()).test(term)
        || vantage.labels().values().stream().anyMatch(same(term))
        || vantage.label("asn").filter(asn -> same("AS" + asn).test(term)).isPresent();
  }

  private static Predicate<String> same(String term) {
    var wanted = term.toLowerCase(Locale.ROOT);
    return value -> value.toLowerCase(Locale.ROOT).equals(wanted);
  }
}
