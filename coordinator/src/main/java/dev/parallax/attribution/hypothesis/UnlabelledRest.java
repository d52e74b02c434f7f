package dev.parallax.attribution.hypothesis;

import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.model.vantage.Label;
import dev.parallax.model.verdict.Scope;
import java.util.Optional;

/**
 * A second cause that exists only because some vantages lack the label of the first one's scope.
 */
public final class UnlabelledRest {
  private UnlabelledRest() {}

  /**
   * Whether {@code second} explains every vantage that {@code first} explains, and besides these
   * only a minority, all without the label by which the scope of {@code first} is named.
   */
  public static boolean isRest(Hypothesis second, Hypothesis first) {
    var affected = AffectedVantages.by(first);
    var all = AffectedVantages.by(second);
    var besides = all.stream().filter(row -> !affected.contains(row)).toList();
    var label = label(first.reach().scope().attribute());
    return all.containsAll(affected)
        && !besides.isEmpty()
        && besides.size() < affected.size()
        && label.isPresent()
        && besides.stream().noneMatch(row -> has(row, label.get()));
  }

  private static boolean has(ComparedVantage row, String label) {
    return row.vantage().description().label(label).isPresent();
  }

  private static Optional<String> label(Scope.Attribute attribute) {
    return switch (attribute) {
      case REGION -> Optional.of(Label.REGION);
      case COUNTRY -> Optional.of(Label.COUNTRY);
      default -> Optional.empty();
    };
  }
}
