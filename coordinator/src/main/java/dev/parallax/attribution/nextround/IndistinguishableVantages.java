package dev.parallax.attribution.nextround;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Vantages that no open explanation distinguishes: each explanation predicts the same for all of
 * them.
 *
 * @param addresses the first of them by its own resolution
 */
public record IndistinguishableVantages(
    List<ComparedVantage> rows, List<Optional<IpAddress>> addresses) {
  /** The maximum number of addresses of one vantage that are distinguished. */
  private static final int ADDRESSES = 4;

  public static List<IndistinguishableVantages> of(
      Comparison table, List<OpenExplanation> suspects) {
    var places = suspects.stream().anyMatch(IndistinguishableVantages::mindsAddresses);
    Map<Likeness, List<ComparedVantage>> groups = new LinkedHashMap<>();
    for (var row : table.rows()) {
      groups
          .computeIfAbsent(Likeness.of(row, suspects, places), none -> new ArrayList<>())
          .add(row);
    }
    return groups.values().stream()
        .map(rows -> new IndistinguishableVantages(List.copyOf(rows), addressesOf(rows.getFirst())))
        .toList();
  }

  private static boolean mindsAddresses(OpenExplanation suspect) {
    return suspect.hypotheses().stream()
        .anyMatch(
            hypothesis ->
                hypothesis.reach().attribute() == Scope.Attribute.ADDRESS
                    || hypothesis.reach().attribute() == Scope.Attribute.FAMILY
                    || hypothesis.mechanism().restrictions().contains(Mechanism.Restriction.IPV6)
                    || hypothesis
                        .mechanism()
                        .restrictions()
                        .contains(Mechanism.Restriction.MISLED));
  }

  /**
   * What the predictions for a vantage depend on.
   *
   * @param misled at an outside vantage
   * @param touched whether each hypothesis of the explanations, in their order, contains it
   * @param addresses empty where no hypothesis depends on them
   */
  private record Likeness(
      boolean inside, boolean misled, BitSet touched, List<Optional<IpAddress>> addresses) {
    static Likeness of(ComparedVantage row, List<OpenExplanation> suspects, boolean places) {
      var touched = new BitSet();
      int index = 0;
      for (var suspect : suspects) {
        for (var hypothesis : suspect.hypotheses()) {
          touched.set(index++, hypothesis.touches(row));
        }
      }
      return new Likeness(
          row.inside(),
          row.misled() && !row.inside(),
          touched,
          places ? addressesOf(row) : List.of());
    }
  }

  private static List<Optional<IpAddress>> addressesOf(ComparedVantage row) {
    return row.cells().stream()
        .filter(cell -> cell.arm() == Arm.BASE)
        .map(ComparedCell::address)
        .distinct()
        .limit(ADDRESSES)
        .toList();
  }

  ComparedVantage first() {
    return rows.getFirst();
  }

  public boolean asked(Arm arm) {
    return rows.stream().anyMatch(row -> row.vantage().ran(arm));
  }
}
