package dev.parallax.attribution.comparison;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.StepFailure;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.vantage.VantageId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One vantage of the comparison.
 *
 * @param index its row
 * @param kind equal for rows with identical observations
 * @param misled its resolver returned addresses without corroboration
 * @param lost it did not resolve the name
 * @param trusted usable as a control: its references do not fail
 * @param outlierGain the log Bayes factor of an outlier against "nothing is wrong"
 * @param ended counts by arm and symptom
 * @param progress how far its trials with the real name came
 */
public record ComparedVantage(
    int index,
    int kind,
    VantageTrials vantage,
    List<ComparedCell> cells,
    boolean misled,
    boolean lost,
    boolean trusted,
    double outlierGain,
    Map<Arm, Map<Symptom, Integer>> ended,
    Progress progress) {
  /** Rows are compared by identity, because comparisons within one table are frequent. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ComparedVantage row && index == row.index && id().equals(row.id());
  }

  @Override
  public int hashCode() {
    return index;
  }

  public VantageId id() {
    return vantage.id();
  }

  public String network() {
    return vantage.network();
  }

  public boolean inside() {
    return vantage.inside();
  }

  public Stream<ClassifiedTrial> named() {
    return vantage.trials().stream().filter(trial -> ArmGroups.NAMED.contains(trial.arm()));
  }

  public Map<Symptom, Integer> base() {
    return ended.getOrDefault(Arm.BASE, Map.of());
  }

  public int baseTrials() {
    return base().values().stream().mapToInt(Integer::intValue).sum();
  }

  public int failedBaseTrials() {
    return base().entrySet().stream()
        .filter(entry -> !entry.getKey().passes())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  /** Nearly all base trials at one address fail, or all arms that resemble a browser. */
  public boolean failsForGood() {
    return cells.stream()
            .filter(cell -> cell.arm() == Arm.BASE || ArmGroups.LARGE.contains(cell.arm()))
            .filter(cell -> cell.address().isPresent())
            .anyMatch(ComparedVantage::failsForGood)
        || losesTheName();
  }

  /** A base trial fails, or most trials of an arm that resembles a browser. */
  public boolean failsForClients() {
    return vantage.failsBase() || ArmGroups.LARGE.stream().anyMatch(this::mostlyFails);
  }

  private boolean mostlyFails(Arm arm) {
    int trials = vantage.count(arm, trial -> true);
    return Share.of(vantage.count(arm, trial -> !trial.ok()), trials).isOverHalf();
  }

  /** A lost query has no address either, and is not an address that fails. */
  private boolean losesTheName() {
    int unresolved = base().getOrDefault(Symptom.NAME_UNRESOLVED, 0);
    return unresolved > 1 && Share.of(unresolved, baseTrials()).isAtLeastFourFifths();
  }

  private static boolean failsForGood(ComparedCell cell) {
    double passed = 0;
    for (var symptom : SymptomSet.PASSING.and(cell.present())) {
      passed += cell.count(symptom);
    }
    return cell.total() > 1 && Share.of(passed, cell.total()).isAtMostOneFifth();
  }

  /** The share of its base trials that ended so. */
  public double share(Symptom symptom) {
    return baseTrials() == 0 ? 0 : (double) base().getOrDefault(symptom, 0) / baseTrials();
  }

  /** Whether a trial of this vantage passes: of its references, or of another arm at the target. */
  public boolean alive(Symptom fault) {
    return vantage.controls().stream().anyMatch(ClassifiedTrial::ok)
        || vantage.trials().stream().anyMatch(trial -> trial.symptom().clears(fault));
  }

  /** How often trials with the real name and such a symptom failed how. */
  public Map<StepFailure, Long> failures(Predicate<Symptom> which) {
    var counts = new HashMap<StepFailure, Long>();
    for (var trial : vantage.trials()) {
      if (ArmGroups.REAL_NAME.contains(trial.arm()) && which.test(trial.symptom())) {
        trial.failure().ifPresent(failure -> counts.merge(failure, 1L, Long::sum));
      }
    }
    return counts;
  }
}
