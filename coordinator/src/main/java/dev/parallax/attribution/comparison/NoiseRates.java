package dev.parallax.attribution.comparison;

import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import java.util.List;

/**
 * The noise rates of one vantage, estimated from its references.
 *
 * @param noise share of trials that fail
 * @param lossy share of trials that pass with retransmissions
 * @param slow share of trials that pass many times slower than their round-trip time
 */
public record NoiseRates(double noise, double lossy, double slow) {
  private static final double[] SOUND = sound();

  static NoiseRates of(VantageTrials vantage) {
    var references = vantage.references();
    var failed = references.stream().filter(trial -> !trial.ok()).count();
    return new NoiseRates(
        rate(NoiseModel.FAILURE, NoiseModel.FAILURE_WEIGHT, failed, references.size()),
        rate(NoiseModel.LOSSY, NoiseModel.LOSSY_WEIGHT, lossy(references), references.size()),
        rate(NoiseModel.SLOW, NoiseModel.SLOW_WEIGHT, slow(references), references.size()));
  }

  private static long lossy(List<ClassifiedTrial> trials) {
    return trials.stream()
        .filter(trial -> trial.symptom() == Symptom.OK_LOSSY || !trial.ok())
        .count();
  }

  private static long slow(List<ClassifiedTrial> trials) {
    return trials.stream().filter(trial -> trial.symptom() == Symptom.OK_SLOW).count();
  }

  private static double rate(double usual, double weight, long seen, int trials) {
    return (usual * weight + seen) / (weight + trials);
  }

  /** The probability of each symptom where healthy servers answer in one way. */
  double[] expected() {
    return expected(SOUND);
  }

  /**
   * How likely each symptom is.
   *
   * @param responses the shares of responses of a server without a fault
   */
  double[] expected(double[] responses) {
    var expected = new double[Symptom.COUNT];
    for (var symptom : Symptom.values()) {
      expected[symptom.index()] =
          (1 - noise) * responses[symptom.index()] + noise * NoiseModel.noise(symptom);
    }
    var ok = expected[Symptom.OK.index()];
    expected[Symptom.OK_LOSSY.index()] += ok * lossy;
    expected[Symptom.OK_SLOW.index()] += ok * slow;
    expected[Symptom.OK.index()] = ok * (1 - lossy - slow);
    return expected;
  }

  private static double[] sound() {
    var sound = new double[Symptom.COUNT];
    sound[Symptom.OK.index()] = 1;
    return sound;
  }
}
