package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.Scope;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom a cause may affect: a scope with its rows.
 *
 * @param alike the rows, those that saw the same together
 * @param members their places in the table
 * @param seen how probes of theirs by which causes are noticed ended
 */
record Reach(
    Scope scope, List<Row> rows, List<Alike> alike, BitSet members, Map<Arm, Set<Sight>> seen) {
  static Reach of(Scope.Attribute attribute, String value, List<Row> rows) {
    var members = new BitSet();
    var seen = new java.util.EnumMap<Arm, Set<Sight>>(Arm.class);
    for (var row : rows) {
      members.set(row.index());
      row.ended()
          .forEach(
              (arm, sights) ->
                  seen.computeIfAbsent(arm, none -> EnumSet.noneOf(Sight.class))
                      .addAll(sights.keySet()));
    }
    return new Reach(
        new Scope(attribute, value, rows.stream().map(Row::id).toList()),
        rows,
        Alike.of(rows, 1, row -> 0),
        members,
        seen);
  }

  static Reach everyone(Table table) {
    return of(Scope.Attribute.EVERYONE, "", table.rows());
  }

  Scope.Attribute attribute() {
    return scope.attribute();
  }

  boolean covers(Cell cell) {
    return switch (attribute()) {
      case ADDRESS -> cell.address().equals(scope.value());
      case FAMILY -> cell.isIpv6() == scope.value().equals(Reaches.IPV6);
      default -> true;
    };
  }

  boolean contains(Row row) {
    return members.get(row.index());
  }

  /** Whether somebody in it saw this by one of these arms. */
  boolean saw(Sight sight, Set<Arm> arms) {
    for (var arm : arms) {
      if (seen.getOrDefault(arm, Set.of()).contains(sight)) {
        return true;
      }
    }
    return false;
  }
}
