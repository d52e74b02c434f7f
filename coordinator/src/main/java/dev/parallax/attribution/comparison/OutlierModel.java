package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.SymptomLists;
import dev.parallax.attribution.catalogue.SymptomPreference;
import dev.parallax.attribution.stats.UnknownRate;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import java.util.List;

/**
 * A vantage may be an outlier for a while, without a cause that needs a verdict: it loses packets,
 * or shows a symptom at no other vantage. A single vantage therefore changes the weight of a
 * hypothesis by at most the rarity of outliers.
 */
public final class OutlierModel {
  private static final SymptomPreference PACKET_LOSS =
      SymptomPreference.of(SymptomLists.PACKET_LOSS_OF_VANTAGE);

  private OutlierModel() {}

  /**
   * The log Bayes factor of an outlier with these cells against "nothing is wrong". The path of an
   * inside vantage is short, so only packet loss counts there.
   */
  static double gain(VantageTrials vantage, List<ComparedCell> cells) {
    var lossy =
        StrictMath.log(NoiseModel.LOSSY_OUTLIER) + lossy(vantage, cells, PACKET_LOSS.symptoms());
    return vantage.inside()
        ? lossy
        : Math.max(StrictMath.log(NoiseModel.OUTLIER) + anything(cells), lossy);
  }

  private static double anything(List<ComparedCell> cells) {
    return cells.stream().mapToDouble(ComparedCell::unsureGain).sum();
  }

  /** Packet loss affects connections to other sites too. */
  private static double passing(List<ClassifiedTrial> references) {
    long passed = references.stream().filter(trial -> trial.symptom() == Symptom.OK).count();
    return passed / (1 + NoiseModel.CORRELATION * Math.max(0, references.size() - 1));
  }

  /**
   * The log Bayes factor of packet loss at a vantage in addition to a cause.
   *
   * @param explained the symptoms of the cause at the vantage
   */
  public static double beside(ComparedVantage row, SymptomSet explained) {
    return row.outlierGain() <= 0
        ? 0
        : Math.max(
            0,
            StrictMath.log(NoiseModel.LOSSY_OUTLIER)
                + lossy(row.vantage(), row.cells(), PACKET_LOSS.symptoms().minus(explained)));
  }

  private static double lossy(
      VantageTrials vantage, List<ComparedCell> cells, SymptomSet symptoms) {
    var shown = new double[Symptom.COUNT];
    double lost = 0;
    double kept = passing(vantage.references());
    double background = 0;
    for (var cell : cells) {
      double here = 0;
      for (var symptom : symptoms.and(cell.present())) {
        here += cell.count(symptom);
        shown[symptom.index()] += cell.count(symptom);
        background += cell.background(symptom);
      }
      lost += here;
      kept += cell.total() - here;
    }
    return lost == 0
        ? Double.NEGATIVE_INFINITY
        : UnknownRate.logProbability(
                lost, kept, NoiseModel.LOSSY_OUTLIER_LEAST, NoiseModel.LOSSY_OUTLIER_MOST)
            + PACKET_LOSS.logChance(shown)
            - background;
  }
}
