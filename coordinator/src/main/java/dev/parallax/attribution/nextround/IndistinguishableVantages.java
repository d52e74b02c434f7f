package dev.parallax.attribution.nextround;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.comparison.ComparedCell;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.comparison.Comparison;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Vantages that no open explanation distinguishes: each explanation predicts the same for all of
 * them.
 *
 * @param addresses the first of them by its own resolution
 */
public record IndistinguishableVantages(List<ComparedVantage> rows, List<String> addresses) {
  /** The maximum number of addresses of one vantage that are distinguished. */
  private static final int ADDRESSES = 4;

  public static List<IndistinguishableVantages> of(
      Comparison table, List<OpenExplanation> suspects) {
    var places = suspects.stream().anyMatch(IndistinguishableVantages::mindsAddresses);
    Map<String, List<ComparedVantage>> groups = new LinkedHashMap<>();
    for (var row : table.rows()) {
      groups.computeIfAbsent(key(row, suspects, places), none -> new ArrayList<>()).add(row);
    }
    return groups.values().stream()
        .map(rows -> new IndistinguishableVantages(List.copyOf(rows), addresses(rows.getFirst())))
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

  private static String key(ComparedVantage row, List<OpenExplanation> suspects, boolean places) {
    var key = new StringBuilder(row.inside() ? "i" : row.misled() ? "l" : "o");
    for (var suspect : suspects) {
      for (var hypothesis : suspect.hypotheses()) {
        key.append(hypothesis.touches(row) ? '1' : '0');
      }
    }
    return places ? key.append(addresses(row)).toString() : key.toString();
  }

  private static List<String> addresses(ComparedVantage row) {
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
