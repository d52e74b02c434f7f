package dev.parallax.report.view;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.report.facts.ObservationGrid;
import dev.parallax.report.words.Catalogue;
import dev.parallax.report.words.Heading;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The vantages of one group, and vantages with a row of their own: all of a small fleet; in a large
 * fleet the failing vantages, up to a limit.
 *
 * @param name of the group, as text
 * @param rows those with a row
 * @param failing failing without a row
 * @param passing passing without a row
 */
public record VisibleRows(
    String name,
    Map<State, Long> counts,
    List<Vantage> rows,
    List<Vantage> failing,
    List<Vantage> passing) {
  private static final int SMALL_FLEET = 60;
  private static final int ROWS = 150;

  /** How a vantage's base probe went. */
  public enum State {
    FAILING,
    PASSING,
    SILENT
  }

  public static List<VisibleRows> groups(ObservationGrid grid, VantageGroups matrix) {
    return groups(grid, matrix, ROWS);
  }

  /** The same with about so many rows for the failing vantages of a large fleet. */
  public static List<VisibleRows> groups(ObservationGrid grid, VantageGroups matrix, int most) {
    var groups = new LinkedHashMap<String, List<Vantage>>();
    for (var vantage : matrix.ordered(grid.vantages())) {
      groups.computeIfAbsent(matrix.group(vantage), name -> new ArrayList<>()).add(vantage);
    }
    var small = grid.vantages().size() <= SMALL_FLEET;
    int rows = small ? SMALL_FLEET : Math.max(1, most / groups.size());
    return groups.entrySet().stream()
        .map(group -> group(group.getKey(), group.getValue(), grid, small, rows))
        .toList();
  }

  private static VisibleRows group(
      String name, List<Vantage> vantages, ObservationGrid grid, boolean small, int rows) {
    var states = vantages.stream().collect(Collectors.groupingBy(vantage -> state(grid, vantage)));
    var counts =
        vantages.stream()
            .collect(Collectors.groupingBy(vantage -> state(grid, vantage), Collectors.counting()));
    if (small) {
      return new VisibleRows(name, counts, vantages, List.of(), List.of());
    }
    var failing = states.getOrDefault(State.FAILING, List.of());
    int shown = Math.min(rows, failing.size());
    return new VisibleRows(
        name,
        counts,
        failing.subList(0, shown),
        failing.subList(shown, failing.size()),
        states.getOrDefault(State.PASSING, List.of()));
  }

  public static State state(ObservationGrid grid, Vantage vantage) {
    var trials = grid.ran(vantage.id(), Arm.BASE);
    if (trials.isEmpty()) {
      return State.SILENT;
    }
    return trials.stream().allMatch(trial -> trial.ok()) ? State.PASSING : State.FAILING;
  }

  /** Whether every vantage has its row. */
  public boolean whole() {
    return counts.values().stream().mapToLong(Long::longValue).sum() == rows.size();
  }

  String count(State state) {
    return Long.toString(counts.getOrDefault(state, 0L));
  }

  /** How many of each state, in words. */
  public String counts(Catalogue catalogue) {
    return catalogue.heading(
        Heading.GROUP,
        Map.of(
            "failing", count(State.FAILING),
            "passing", count(State.PASSING),
            "silent", count(State.SILENT)));
  }

  /** The vantages without a row, as text. */
  public String rest(Catalogue catalogue, Heading heading, List<Vantage> vantages) {
    var names = catalogue.names(vantages.stream().map(Vantage::id).toList());
    var count = Integer.toString(vantages.size());
    return catalogue.heading(heading, Map.of("count", count, "who", names));
  }
}
