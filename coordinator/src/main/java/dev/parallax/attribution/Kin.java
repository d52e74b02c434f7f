package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Vantages that no suspect tells apart: what it predicts for one it predicts for all of them.
 *
 * @param addresses the first of them reached by its own resolution
 */
record Kin(List<Row> rows, List<String> addresses) {
  /** Addresses of one vantage worth telling apart. */
  private static final int ADDRESSES = 4;

  static List<Kin> of(Table table, List<Suspect> suspects) {
    var places = suspects.stream().anyMatch(Kin::mindsAddresses);
    Map<String, List<Row>> groups = new LinkedHashMap<>();
    for (var row : table.rows()) {
      groups.computeIfAbsent(key(row, suspects, places), none -> new ArrayList<>()).add(row);
    }
    return groups.values().stream()
        .map(rows -> new Kin(List.copyOf(rows), addresses(rows.getFirst())))
        .toList();
  }

  private static boolean mindsAddresses(Suspect suspect) {
    return suspect.causes().stream()
        .anyMatch(
            cause ->
                cause.reach().attribute() == Scope.Attribute.ADDRESS
                    || cause.reach().attribute() == Scope.Attribute.FAMILY
                    || cause.mechanism().detail().contains(Mechanism.Detail.IPV6)
                    || cause.mechanism().detail().contains(Mechanism.Detail.MISLED));
  }

  private static String key(Row row, List<Suspect> suspects, boolean places) {
    var key = new StringBuilder(row.inside() ? "i" : row.liar() ? "l" : "o");
    for (var suspect : suspects) {
      for (var cause : suspect.causes()) {
        key.append(cause.touches(row) ? '1' : '0');
      }
    }
    return places ? key.append(addresses(row)).toString() : key.toString();
  }

  private static List<String> addresses(Row row) {
    return row.cells().stream()
        .filter(cell -> cell.arm() == Arm.BASE)
        .map(Cell::address)
        .distinct()
        .limit(ADDRESSES)
        .toList();
  }

  Row first() {
    return rows.getFirst();
  }

  boolean asked(Arm arm) {
    return rows.stream().anyMatch(row -> row.seat().ran(arm));
  }
}
