package dev.parallax.attribution.catalogue;

import dev.parallax.attribution.stats.DirichletMultinomial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import java.util.List;

/**
 * The distribution of symptoms of a cause with several symptoms: mostly one symptom in one place,
 * the more probable symptoms first.
 */
public final class SymptomPreference {
  private final double[] concentrations = new double[Symptom.COUNT];
  private double all;
  private SymptomSet symptoms = SymptomSet.NONE;

  private SymptomPreference() {}

  public static SymptomPreference of(List<Symptom> likeliestFirst) {
    var preference = new SymptomPreference();
    preference.symptoms = SymptomSet.of(likeliestFirst);
    int rank = 0;
    for (var symptom : likeliestFirst) {
      rank++;
      preference.concentrations[symptom.index()] = Priors.SYMPTOM_CONCENTRATION / rank;
      preference.all += Priors.SYMPTOM_CONCENTRATION / rank;
    }
    return preference;
  }

  /** All it may show. */
  public SymptomSet symptoms() {
    return symptoms;
  }

  /**
   * The probability of the further symptoms in one place, given that most trials show {@code main}.
   */
  public double logBeside(double[] counts, int main) {
    for (int i = 0; i < counts.length; i++) {
      if (i != main && counts[i] > 0) {
        return DirichletMultinomial.logProbability(counts, concentrations)
            - StrictMath.log(concentrations[main] / all);
      }
    }
    return 0;
  }

  /** Of all it showed, the chance that it showed just these, by {@link Symptom#index()}. */
  public double logChance(double[] counts) {
    return DirichletMultinomial.logProbability(counts, concentrations);
  }
}
