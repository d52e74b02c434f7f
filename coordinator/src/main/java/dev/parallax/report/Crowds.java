package dev.parallax.report;

import dev.parallax.model.Arm;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import dev.parallax.model.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets of vantages that have a shorter name than all of theirs. */
record Crowds(Map<Set<VantageId>, Kind> kinds) {
  static final Crowds NONE = new Crowds(Map.of());
  private static final int SHORT_ENOUGH = 3;

  /** What a set is called by. */
  enum Kind {
    ALL,
    OUTSIDE,
    OTHERS
  }

  Crowds {
    kinds = Map.copyOf(kinds);
  }

  /** Of those whose base probe ran. */
  static Crowds of(Grid grid) {
    var all = heard(grid);
    var kinds = new HashMap<Set<VantageId>, Kind>();
    kinds.put(outside(all, grid), Kind.OUTSIDE);
    kinds.put(all, Kind.ALL);
    return new Crowds(kinds);
  }

  /** The same with the others, those outside that a verdict is not about. */
  static Crowds of(Grid grid, Verdict verdict) {
    var others = outside(heard(grid), grid);
    others.removeAll(verdict.explains());
    var kinds = new HashMap<Set<VantageId>, Kind>();
    kinds.put(others, Kind.OTHERS);
    kinds.putAll(of(grid).kinds);
    return new Crowds(kinds);
  }

  private static Set<VantageId> heard(Grid grid) {
    return grid.vantages().stream()
        .map(Vantage::id)
        .filter(id -> !grid.ran(id, Arm.BASE).isEmpty())
        .collect(Collectors.toSet());
  }

  private static Set<VantageId> outside(Set<VantageId> all, Grid grid) {
    return all.stream()
        .filter(id -> !grid.isInside(id))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Nothing when they are few or have no name in common. */
  Optional<Kind> of(Collection<VantageId> vantages) {
    return vantages.size() <= SHORT_ENOUGH
        ? Optional.empty()
        : Optional.ofNullable(kinds.get(Set.copyOf(vantages)));
  }
}
