package dev.parallax.attribution.comparison;

import static dev.parallax.attribution.symptom.Symptom.BROKEN_HANDSHAKE;
import static dev.parallax.attribution.symptom.Symptom.CONNECT_SILENT;
import static dev.parallax.attribution.symptom.Symptom.HTTP_BROKEN;
import static dev.parallax.attribution.symptom.Symptom.NAME_UNRESOLVED;
import static dev.parallax.attribution.symptom.Symptom.OK_LOSSY;
import static dev.parallax.attribution.symptom.Symptom.SILENT_AFTER_HELLO;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.SymptomPreference;
import dev.parallax.attribution.stats.UnknownRate;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import java.util.List;

/**
 * A vantage may be outlierGain for a while, for no reason worth a verdict: it loses packets, or
 * sees something that nobody else does. So no single vantage can speak louder against a cause, or
 * for one, than that is rare.
 */
public final class OutlierModel {
  private static final SymptomPreference LOST =
      SymptomPreference.of(
          List.of(
              OK_LOSSY,
              CONNECT_SILENT,
              SILENT_AFTER_HELLO,
              NAME_UNRESOLVED,
              BROKEN_HANDSHAKE,
              HTTP_BROKEN));

  private OutlierModel() {}

  /**
   * What is gained over soundness by calling a vantage with these cells outlierGain; may be
   * negative. Inside there is little that could be in the way.
   */
  static double gain(VantageTrials vantage, List<ComparedCell> cells) {
    var lossy = Math.log(NoiseModel.LOSSY_OUTLIER) + lossy(vantage, cells, LOST.symptoms());
    return vantage.inside()
        ? lossy
        : Math.max(Math.log(NoiseModel.OUTLIER) + anything(cells), lossy);
  }

  private static double anything(List<ComparedCell> cells) {
    return cells.stream().mapToDouble(ComparedCell::unsureGain).sum();
  }

  /** What loses packets loses those to other sites too. */
  private static double passing(List<ClassifiedTrial> references) {
    long passed = references.stream().filter(trial -> trial.symptom() == Symptom.OK).count();
    return passed / (1 + NoiseModel.CORRELATION * Math.max(0, references.size() - 1));
  }

  /**
   * What is gained by a vantage losing packets while a cause is at work.
   *
   * @param explained what the cause may show there
   */
  public static double beside(ComparedVantage row, SymptomSet explained) {
    return row.outlierGain() <= 0
        ? 0
        : Math.max(
            0,
            Math.log(NoiseModel.LOSSY_OUTLIER)
                + lossy(row.vantage(), row.cells(), LOST.symptoms().minus(explained)));
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
            + LOST.logChance(shown)
            - background;
  }
}
