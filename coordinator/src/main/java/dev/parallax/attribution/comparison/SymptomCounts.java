package dev.parallax.attribution.comparison;

import dev.parallax.attribution.correction.AddressTrust;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.plan.Arm;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of one vantage's trials.
 *
 * @param cells by symptom's index
 * @param ended counts by arm and symptom
 */
public record SymptomCounts(
    VantageTrials vantage, SortedMap<CellKey, int[]> cells, Map<Arm, Map<Symptom, Integer>> ended) {
  static SymptomCounts of(VantageTrials vantage, AddressTrust addresses) {
    var cells = new TreeMap<CellKey, int[]>();
    var ended = new EnumMap<Arm, Map<Symptom, Integer>>(Arm.class);
    for (var trial : vantage.trials()) {
      var symptom = trial.symptom();
      if (!isAtDoubtfulAddress(trial, addresses) && !trial.isAgentControl()) {
        cells
            .computeIfAbsent(CellKey.of(trial, addresses), none -> new int[Symptom.COUNT])[
            symptom.index()]++;
      }
      ended
          .computeIfAbsent(trial.arm(), none -> new EnumMap<>(Symptom.class))
          .merge(symptom, 1, Integer::sum);
    }
    return new SymptomCounts(vantage, cells, ended);
  }

  /**
   * An uncorroborated address, probed on purpose: a false answer fails from every vantage, and so
   * does a faulty address of the origin.
   */
  private static boolean isAtDoubtfulAddress(ClassifiedTrial trial, AddressTrust addresses) {
    return ArmGroups.ADDRESSED.contains(trial.arm())
        && trial.at().filter(addresses::isDoubtful).isPresent();
  }
}
