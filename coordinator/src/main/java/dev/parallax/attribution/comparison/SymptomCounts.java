package dev.parallax.attribution.comparison;

import dev.parallax.attribution.correction.AddressTrust;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.attribution.witness.FarEndReports;
import dev.parallax.model.plan.Arm;
import java.util.Comparator;
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
    VantageTrials vantage,
    SortedMap<ComparedCell.Key, int[]> cells,
    Map<Arm, Map<Symptom, Integer>> ended) {
  private static final Comparator<ComparedCell.Key> KEYS =
      Comparator.comparing(ComparedCell.Key::arm)
          .thenComparing(ComparedCell.Key::question)
          .thenComparing(ComparedCell.Key::address);

  static SymptomCounts of(VantageTrials vantage, AddressTrust addresses) {
    var cells = new TreeMap<ComparedCell.Key, int[]>(KEYS);
    var ended = new EnumMap<Arm, Map<Symptom, Integer>>(Arm.class);
    for (var trial : vantage.trials()) {
      var symptom = trial.symptom();
      if (!isAtDoubtfulAddress(trial, addresses) && !FarEndReports.isControl(trial)) {
        var key = new ComparedCell.Key(trial.arm(), trial.question(), trial.at());
        cells.computeIfAbsent(key, none -> new int[Symptom.COUNT])[symptom.index()]++;
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
        && addresses.seenBy().containsKey(trial.at())
        && !addresses.vouched().contains(trial.at());
  }
}
