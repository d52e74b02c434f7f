package dev.parallax.report.facts;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets of vantages with a name shorter than the list of their names. */
public record NamedVantages(Map<Set<VantageId>, Kind> kinds) {
  public static final NamedVantages NONE = new NamedVantages(Map.of());
  private static final int SHORT_ENOUGH = 3;

  /** The names of sets of vantages. */
  public enum Kind {
    ALL,
    OUTSIDE,
    OTHERS
  }

  public NamedVantages {
    kinds = Map.copyOf(kinds);
  }

  /** Of the vantages whose base probe ran. */
  public static NamedVantages of(ObservationGrid grid) {
    var all = heard(grid);
    var kinds = new HashMap<Set<VantageId>, Kind>();
    kinds.put(outside(all, grid), Kind.OUTSIDE);
    kinds.put(all, Kind.ALL);
    return new NamedVantages(kinds);
  }

  /** The same with the complement: the outside vantages that a verdict does not concern. */
  public static NamedVantages of(ObservationGrid grid, Verdict verdict) {
    var otherVantages = outside(heard(grid), grid);
    otherVantages.removeAll(verdict.explains());
    var kinds = new HashMap<Set<VantageId>, Kind>();
    kinds.put(otherVantages, Kind.OTHERS);
    kinds.putAll(of(grid).kinds);
    return new NamedVantages(kinds);
  }

  private static Set<VantageId> heard(ObservationGrid grid) {
    return grid.vantages().stream()
        .map(Vantage::id)
        .filter(id -> !grid.ran(id, Arm.BASE).isEmpty())
        .collect(Collectors.toSet());
  }

  private static Set<VantageId> outside(Set<VantageId> all, ObservationGrid grid) {
    return all.stream()
        .filter(id -> !grid.isInside(id))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Empty when they are few or have no common name. */
  public Optional<Kind> of(Collection<VantageId> vantages) {
    return vantages.size() <= SHORT_ENOUGH
        ? Optional.empty()
        : Optional.ofNullable(kinds.get(Set.copyOf(vantages)));
  }
}
