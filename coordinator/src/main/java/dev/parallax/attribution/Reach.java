package dev.parallax.attribution;

import dev.parallax.model.Label;
import dev.parallax.model.Scope;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Whom a cause may affect: a scope with its rows.
 *
 * @param members their places in the table
 * @param seen how base probes of theirs ended
 */
record Reach(Scope scope, List<Row> rows, BitSet members, Set<Sight> seen) {

  Scope.Attribute attribute() {
    return scope.attribute();
  }

  boolean covers(Cell cell) {
    return attribute() != Scope.Attribute.ADDRESS || cell.address().equals(scope.value());
  }

  long networks() {
    return rows.stream().map(Row::network).distinct().count();
  }

  boolean contains(Row row) {
    return members.get(row.index());
  }

  /** Every scope the labels and addresses of this table offer, by kind. */
  static Map<Scope.Attribute, List<Reach>> all(Table table) {
    var reaches = new EnumMap<Scope.Attribute, List<Reach>>(Scope.Attribute.class);
    var outside = table.rows().stream().filter(row -> !row.inside()).toList();
    reaches.put(Scope.Attribute.EVERYONE, some(Scope.Attribute.EVERYONE, table.rows()));
    reaches.put(Scope.Attribute.OUTSIDE, some(Scope.Attribute.OUTSIDE, outside));
    reaches.put(
        Scope.Attribute.REGION, places(Scope.Attribute.REGION, outside, label(Label.REGION)));
    reaches.put(
        Scope.Attribute.COUNTRY, places(Scope.Attribute.COUNTRY, outside, label(Label.COUNTRY)));
    reaches.put(
        Scope.Attribute.NETWORK,
        places(Scope.Attribute.NETWORK, outside, row -> Optional.of(row.network())));
    reaches.put(
        Scope.Attribute.VANTAGE,
        grouped(Scope.Attribute.VANTAGE, table.rows(), row -> Optional.of(row.id().name())));
    reaches.put(Scope.Attribute.ADDRESS, addresses(table));
    return reaches;
  }

  static Reach everyone(Table table) {
    return of(Scope.Attribute.EVERYONE, "", table.rows());
  }

  private static Reach of(Scope.Attribute attribute, String value, List<Row> rows) {
    var members = new BitSet();
    var seen = EnumSet.noneOf(Sight.class);
    for (var row : rows) {
      members.set(row.index());
      seen.addAll(row.base().keySet());
    }
    return new Reach(
        new Scope(attribute, value, rows.stream().map(Row::id).toList()), rows, members, seen);
  }

  private static List<Reach> some(Scope.Attribute attribute, List<Row> rows) {
    return rows.isEmpty() ? List.of() : List.of(of(attribute, "", rows));
  }

  /**
   * A place may hold every outside vantage: then it cannot be told from the edge, and both stay
   * possible.
   */
  private static List<Reach> places(
      Scope.Attribute attribute, List<Row> outside, Function<Row, Optional<String>> value) {
    return grouped(attribute, outside, value);
  }

  private static List<Reach> grouped(
      Scope.Attribute attribute, List<Row> rows, Function<Row, Optional<String>> value) {
    var groups = new TreeMap<String, List<Row>>();
    for (var row : rows) {
      value
          .apply(row)
          .ifPresent(key -> groups.computeIfAbsent(key, none -> new ArrayList<>()).add(row));
    }
    return groups.entrySet().stream()
        .map(group -> of(attribute, group.getKey(), List.copyOf(group.getValue())))
        .toList();
  }

  /** The route an inside vantage was told is not one of the name's addresses. */
  private static List<Reach> addresses(Table table) {
    var groups = new TreeMap<String, List<Row>>();
    for (var row : table.rows().stream().filter(one -> !one.seat().declared()).toList()) {
      row.cells().stream()
          .filter(cell -> Arms.ANY.contains(cell.arm()))
          .map(Cell::address)
          .filter(Predicate.not(String::isEmpty))
          .distinct()
          .forEach(at -> groups.computeIfAbsent(at, none -> new ArrayList<>()).add(row));
    }
    return groups.size() < 2
        ? List.of()
        : groups.entrySet().stream()
            .map(one -> of(Scope.Attribute.ADDRESS, one.getKey(), List.copyOf(one.getValue())))
            .toList();
  }

  private static Function<Row, Optional<String>> label(String key) {
    return row -> row.seat().vantage().label(key);
  }
}
