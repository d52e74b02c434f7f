package dev.parallax.report.facts;

import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One target's observations by vantage and arm, with the vantages in the order of the report. */
public final class ObservationGrid {
  private final TargetResults results;
  private final List<Vantage> vantages;
  private final Map<VantageId, Map<Arm, List<Observation>>> cells;

  public ObservationGrid(TargetResults results, List<Vantage> vantages) {
    this.results = results;
    this.vantages = vantages;
    this.cells =
        results.observations().stream()
            .collect(
                Collectors.groupingBy(
                    seen -> seen.key().vantage(),
                    HashMap::new,
                    Collectors.groupingBy(
                        seen -> seen.key().arm(),
                        () -> new EnumMap<>(Arm.class),
                        Collectors.toList())));
  }

  public TargetResults results() {
    return results;
  }

  public List<Vantage> vantages() {
    return vantages;
  }

  public boolean isInside(VantageId vantage) {
    return results.inside().containsKey(vantage);
  }

  /** The observations of this arm at the vantage, including trials that were not run. */
  public List<Observation> all(VantageId vantage, Arm arm) {
    return cells.getOrDefault(vantage, Map.of()).getOrDefault(arm, List.of());
  }

  /** The trials that ran. */
  public List<Observation> ran(VantageId vantage, Arm arm) {
    return all(vantage, arm).stream().filter(Observation::ran).toList();
  }

  /** The arms with at least one trial that ran. */
  public Set<Arm> arms() {
    return results.observations().stream()
        .filter(Observation::ran)
        .map(seen -> seen.key().arm())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Vantages whose base probe ran and never failed. */
  public List<VantageId> passing() {
    return vantages.stream()
        .map(Vantage::id)
        .filter(
            id ->
                !ran(id, Arm.BASE).isEmpty()
                    && ran(id, Arm.BASE).stream().allMatch(Observation::ok))
        .toList();
  }

  /** The failure word that most of these trials ended with. */
  public static Optional<FailureWord> commonest(List<Observation> trials) {
    return trials.stream()
        .flatMap(trial -> trial.failure().stream())
        .map(Failure::word)
        .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey);
  }
}
