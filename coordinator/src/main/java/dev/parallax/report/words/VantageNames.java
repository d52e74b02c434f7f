package dev.parallax.report.words;

import dev.parallax.model.vantage.VantageId;
import dev.parallax.report.facts.NamedVantages;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A set of vantages as text: by its common name, by the first few names, or by its number. */
final class VantageNames {
  private static final int NAMES_SHOWN = 6;
  private static final int FEW = 3;

  private final Sentences sentences;
  private final NamedVantages known;

  VantageNames(Sentences sentences, NamedVantages known) {
    this.sentences = sentences;
    this.known = known;
  }

  /** The common name of the vantages; where there is none, as {@link #listed}. */
  String names(List<VantageId> vantages) {
    return known.of(vantages).map(kind -> common(kind, vantages)).orElseGet(() -> listed(vantages));
  }

  private String common(NamedVantages.Kind kind, List<VantageId> vantages) {
    return sentences.fill("crowd." + kind, Map.of("count", Integer.toString(vantages.size())));
  }

  /** The names of a few, otherwise their number. */
  String few(List<VantageId> vantages) {
    return vantages.size() > FEW
        ? sentences.fill("vantages", Map.of("count", Integer.toString(vantages.size())))
        : names(vantages);
  }

  /** The first few names, and the number of the rest. */
  String listed(List<VantageId> vantages) {
    if (vantages.isEmpty()) {
      return sentences.get("nobody");
    }
    var shown =
        vantages.stream().limit(NAMES_SHOWN).map(VantageId::name).collect(Collectors.joining(", "));
    return Optional.of(vantages.size() - NAMES_SHOWN)
        .filter(more -> more > 0)
        .map(more -> shown + " " + sentences.fill("more", Map.of("count", more.toString())))
        .orElse(shown);
  }

  /** Whether the text begins with a common name. */
  boolean begins(String text) {
    return Stream.of(NamedVantages.Kind.values())
        .map(kind -> sentences.get("crowd." + kind))
        .anyMatch(begin -> text.startsWith(begin.substring(0, begin.indexOf('{'))));
  }
}
