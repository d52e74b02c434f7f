package dev.parallax.report.words;

import dev.parallax.attribution.Prediction;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Segment;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.explain.Refutations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The catalogue of causes in one language, as text or Markdown: code, word, the party that repairs
 * it, its symptoms on each arm, the observations that would refute it, and the remedies.
 */
public final class CauseCatalogue {
  /** The placeholder for the target's name. */
  private static final Target EXAMPLE = Target.parse("https://www.example.com");

  private final Catalogue catalogue;

  public CauseCatalogue(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** A heading line, then indented lines. */
  public List<String> text(Cause cause) {
    var lines = new ArrayList<String>();
    lines.add(title(cause));
    sections(cause).forEach(section -> lines.addAll(section.text()));
    return lines;
  }

  /** The whole catalogue as a page. */
  public String markdown() {
    var page = new StringBuilder("# " + phrase("title") + "\n\n" + phrase("intro") + "\n");
    for (var cause : Cause.values()) {
      page.append("\n## ").append(title(cause)).append("\n\n");
      sections(cause).forEach(section -> page.append(section.markdown()));
    }
    return page.toString();
  }

  private String title(Cause cause) {
    return cause.named() + " — " + catalogue.hypothesis(cause);
  }

  private record CauseSection(String heading, List<String> items) {
    List<String> text() {
      return Stream.concat(Stream.of("  " + heading), items.stream().map(item -> "    - " + item))
          .toList();
    }

    String markdown() {
      return items.stream()
          .map(item -> "  - " + item.replace("|", "\\|") + "\n")
          .collect(Collectors.joining("", "- **" + heading + "**\n", ""));
    }
  }

  private List<CauseSection> sections(Cause cause) {
    return Stream.of(
            new CauseSection(phrase("repairs"), List.of(phrase("repairs." + repairs(cause)))),
            new CauseSection(phrase("shows"), shows(cause)),
            new CauseSection(phrase("refuted"), refutations(cause)),
            new CauseSection(phrase("remedies"), remedies(cause)))
        .filter(section -> !section.items().isEmpty())
        .toList();
  }

  private String phrase(String key) {
    return catalogue.causes(key, Map.of());
  }

  /** The segment whose operator repairs it; NOBODY without a known fault. */
  private static String repairs(Cause cause) {
    return segment(cause).map(Segment::name).orElse("NOBODY");
  }

  private static Optional<Segment> segment(Cause cause) {
    return switch (cause.family()) {
      case SERVICE -> Optional.of(Segment.SERVICE);
      case EDGE -> Optional.of(Segment.EDGE);
      case PATH -> Optional.of(Segment.TRANSIT);
      case VANTAGE -> Optional.of(Segment.AGENT);
      case NAME ->
          switch (cause) {
            case ZONE_FAULT -> Optional.of(Segment.ZONE);
            case ANSWERS_DIFFER_BY_PLACE -> Optional.empty();
            default -> Optional.of(Segment.RESOLVER);
          };
      case HEALTHY, UNKNOWN -> Optional.empty();
    };
  }

  private List<String> shows(Cause cause) {
    var predicted = Prediction.of(cause).stream().map(this::prediction).toList();
    return predicted.isEmpty() ? List.of(phrase("shows.NOTHING")) : predicted;
  }

  private String prediction(Prediction prediction) {
    var parameters =
        Map.of(
            "symptoms", String.join(", ", prediction.symptoms()),
            "scopes", words(prediction.scopes(), Scope.Attribute::word),
            "arms", words(prediction.fails(), Arm::word));
    return catalogue.causes(prediction.always() ? "shows.ALWAYS" : "shows.SOMETIMES", parameters);
  }

  private static <T> String words(Collection<T> values, Function<T, String> word) {
    return values.stream().map(word).collect(Collectors.joining(", "));
  }

  private List<String> refutations(Cause cause) {
    return Refutations.of(cause).stream()
        .map(refutation -> catalogue.refutation(EXAMPLE, example(cause), refutation))
        .toList();
  }

  private List<String> remedies(Cause cause) {
    return catalogue.remedies(EXAMPLE, example(cause));
  }

  /** A verdict with the cause, of a network where its scope is a place. */
  private static Verdict example(Cause cause) {
    return new Verdict(
        Blame.ORIGIN,
        segment(cause),
        Optional.of(cause),
        Optional.empty(),
        new Scope(Scope.Attribute.NETWORK, "AS64500", List.of()),
        Optional.empty(),
        1,
        true,
        Grade.STRONG,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
