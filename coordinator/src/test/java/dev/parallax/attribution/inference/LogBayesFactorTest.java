package dev.parallax.attribution.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.Grid;
import dev.parallax.attribution.catalogue.NoiseModel;
import dev.parallax.attribution.catalogue.Priors;
import dev.parallax.attribution.comparison.ComparedVantage;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.attribution.hypothesis.HypothesisGenerator;
import dev.parallax.attribution.stats.DirichletMultinomial;
import dev.parallax.attribution.stats.LogMath;
import dev.parallax.attribution.stats.UnknownRate;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.verdict.Cause;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The log Bayes factor of single hypotheses against LIKELIHOOD.md, term by term, for tables of the
 * base and reference arms only: there no arm is without a prediction, no server has several answers
 * and there is no far end, walk or uncorroborated address.
 */
class LogBayesFactorTest {
  private static final List<Symptom> LOSS =
      List.of(
          Symptom.OK_LOSSY,
          Symptom.CONNECT_SILENT,
          Symptom.SILENT_AFTER_HELLO,
          Symptom.NAME_UNRESOLVED,
          Symptom.BROKEN_HANDSHAKE,
          Symptom.HTTP_BROKEN);

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        vantage  base   reference
        eu-a     reset  ok
        ap-b     ok     ok
        """,
        """
        vantage  base        reference
        eu-a     4reset+1ok  ok
        eu-b     3reset+2ok  ok
        ap-c     1reset+4ok  ok
        """,
        """
        vantage  base              reference
        eu-a     timeout           ok
        eu-b     2timeout+3silent  ok
        ap-c     ok                ok
        us-d     1silent+4ok       ok
        """,
        """
        vantage  base              reference
        eu-a     expired           ok
        eu-b     2timeout+3expired  ok
        ap-c     expired           ok
        """,
        """
        vantage  base     reference
        eu-a     502      ok
        eu-b     1reset+4ok  ok
        ap-c     ok       ok
        """
      })
  void everySingleHypothesis_isTheSumOfItsTerms(String grid) {
    var sweep = Grid.sweep(grid);
    var table = SweepAnalysis.of(sweep, sweep.targets().getFirst()).table();
    var plain =
        HypothesisGenerator.over(table).stream().filter(LogBayesFactorTest::isPlain).toList();

    assertTrue(plain.size() >= 3, () -> "hypotheses: " + plain.size());
    for (var hypothesis : plain) {
      var rows = table.rows().stream().filter(hypothesis.reach()::contains).toList();
      assertEquals(
          byHand(hypothesis, rows),
          LogBayesFactor.gain(table, Explanation.of(hypothesis)),
          1e-9,
          () -> hypothesis.id().named() + " " + hypothesis.reach().scope());
    }
  }

  /** Hits the base arm, at any address. */
  private static boolean isPlain(Hypothesis hypothesis) {
    return hypothesis.mechanism().restrictions().isEmpty()
        && hypothesis.mechanism().noticed().contains(Arm.BASE)
        && switch (hypothesis.reach().attribute()) {
          case ADDRESS, FAMILY -> false;
          default -> true;
        };
  }

  /** The terms of one vantage. */
  private record Row(double own, double outlier, double hits, double misses, int main) {}

  private static double byHand(Hypothesis hypothesis, List<ComparedVantage> vantages) {
    var rows = vantages.stream().map(vantage -> row(hypothesis, vantage)).toList();
    double hits = rows.stream().mapToDouble(Row::hits).sum();
    double misses = rows.stream().mapToDouble(Row::misses).sum();
    double rate = hypothesis.always() ? 0.98 : (hits + 1) / (hits + misses + 2);
    double sum = 0;
    var counted = new ArrayList<Row>();
    for (var row : rows) {
      double gain =
          row.own() + row.hits() * StrictMath.log(rate) + row.misses() * StrictMath.log(1 - rate);
      boolean isOutlier = row.outlier() > gain;
      sum += (isOutlier ? row.outlier() : row.own()) - Math.max(0, row.outlier());
      if (!isOutlier) {
        counted.add(row);
      }
    }
    return sum
        + rate(hypothesis, counted)
        + preference(hypothesis, counted)
        + progress(hypothesis, vantages);
  }

  /** Throttling loses log 0.05 for each network, three at most, without a byte of the server. */
  private static double progress(Hypothesis hypothesis, List<ComparedVantage> vantages) {
    var networks =
        vantages.stream()
            .filter(vantage -> isUnanswered(vantage.base()))
            .map(ComparedVantage::network)
            .distinct()
            .count();
    return hypothesis.id() == Cause.THROTTLING ? Math.min(3, networks) * StrictMath.log(0.05) : 0;
  }

  private static boolean isUnanswered(Map<Symptom, Integer> base) {
    int unanswered =
        base.getOrDefault(Symptom.CUT_AFTER_HELLO, 0)
            + base.getOrDefault(Symptom.SILENT_AFTER_HELLO, 0);
    return unanswered > 1 && !base.containsKey(Symptom.OK_SLOW);
  }

  private static double rate(Hypothesis hypothesis, List<Row> rows) {
    double hits = rows.stream().mapToDouble(Row::hits).sum();
    double misses = rows.stream().mapToDouble(Row::misses).sum();
    if (hypothesis.always()) {
      return hits * StrictMath.log(0.98) + misses * StrictMath.log(0.02);
    }
    double least = Priors.leastRate(hypothesis.id());
    return hits + misses == 0 ? 0 : UnknownRate.logProbability(hits, misses, least, 1);
  }

  /** Which symptom the vantages show mainly, each once. */
  private static double preference(Hypothesis hypothesis, List<Row> rows) {
    var mains = new double[Symptom.COUNT];
    rows.stream().filter(row -> row.hits() > 0).forEach(row -> mains[row.main()]++);
    return DirichletMultinomial.logProbability(
        mains, concentrations(hypothesis.mechanism().shows()));
  }

  private static double[] concentrations(List<Symptom> likeliestFirst) {
    var values = new double[Symptom.COUNT];
    for (int i = 0; i < likeliestFirst.size(); i++) {
      values[likeliestFirst.get(i).index()] = 0.2 / (i + 1);
    }
    return values;
  }

  private static Row row(Hypothesis hypothesis, ComparedVantage vantage) {
    var counts = discounted(vantage.base());
    var sound = sound(vantage);
    var shows = hypothesis.mechanism().shows();
    var shown = new double[Symptom.COUNT];
    double own = 0;
    double hits = 0;
    double spoken = 0;
    for (var entry : counts.entrySet()) {
      var symptom = entry.getKey();
      double count = entry.getValue();
      if (shows.contains(symptom)) {
        own -= count * StrictMath.log(sound[symptom.index()]);
        shown[symptom.index()] = count;
        hits += count;
      } else if (!hypothesis.always() || !endsBefore(symptom, hypothesis.symptom())) {
        spoken += count;
      }
    }
    int main = LogMath.indexOfLargest(shown);
    if (hits > 0) {
      own += beside(shown, main, concentrations(shows));
    }
    double outlier = outlier(vantage, counts, sound);
    if (outlier > 0) {
      var others = LOSS.stream().filter(one -> !shows.contains(one)).toList();
      own += Math.max(0, lossy(vantage, counts, sound, others));
    }
    return new Row(own, outlier, hits, spoken, main);
  }

  /** The symptoms of one vantage given its main symptom. */
  private static double beside(double[] shown, int main, double[] concentrations) {
    long symptoms = Arrays.stream(shown).filter(count -> count > 0).count();
    double all = Arrays.stream(concentrations).sum();
    return symptoms < 2
        ? 0
        : DirichletMultinomial.logProbability(shown, concentrations)
            - StrictMath.log(concentrations[main] / all);
  }

  private static boolean endsBefore(Symptom symptom, Symptom fault) {
    return SymptomSet.before(fault).contains(symptom);
  }

  private static Map<Symptom, Double> discounted(Map<Symptom, Integer> counts) {
    int trials = counts.values().stream().mapToInt(Integer::intValue).sum();
    var discounted = new EnumMap<Symptom, Double>(Symptom.class);
    counts.forEach((symptom, count) -> discounted.put(symptom, count / (1 + 0.1 * (trials - 1))));
    return discounted;
  }

  /** The outcomes of a trial of the base arm without a fault; all references passed. */
  private static double[] sound(ComparedVantage vantage) {
    int references = vantage.vantage().references().size();
    double noise = 0.03 * 30 / (30 + references);
    double lossy = 0.05 * 10 / (10 + references);
    double slow = 0.01 * 15 / (15 + references);
    var sound = new double[Symptom.COUNT];
    for (var symptom : Symptom.values()) {
      sound[symptom.index()] = noise * NoiseModel.noise(symptom);
    }
    sound[Symptom.OK.index()] = (1 - noise) * (1 - lossy - slow);
    sound[Symptom.OK_LOSSY.index()] = (1 - noise) * lossy;
    sound[Symptom.OK_SLOW.index()] = (1 - noise) * slow;
    return sound;
  }

  private static double outlier(
      ComparedVantage vantage, Map<Symptom, Double> counts, double[] sound) {
    var sparse = new double[Symptom.COUNT];
    Arrays.fill(sparse, 1.0 / Symptom.COUNT);
    var all = new double[Symptom.COUNT];
    double background = 0;
    for (var entry : counts.entrySet()) {
      all[entry.getKey().index()] = entry.getValue();
      background += entry.getValue() * StrictMath.log(sound[entry.getKey().index()]);
    }
    double anything =
        StrictMath.log(0.01) + DirichletMultinomial.logProbability(all, sparse) - background;
    return Math.max(anything, lossy(vantage, counts, sound, LOSS));
  }

  /** Its packets are lost for a while: with these symptoms, at its references too. */
  private static double lossy(
      ComparedVantage vantage, Map<Symptom, Double> counts, double[] sound, List<Symptom> loss) {
    int references = vantage.vantage().references().size();
    double kept = references / (1 + 0.1 * Math.max(0, references - 1));
    double lost = 0;
    double background = 0;
    var shown = new double[Symptom.COUNT];
    for (var entry : counts.entrySet()) {
      if (loss.contains(entry.getKey())) {
        lost += entry.getValue();
        background += entry.getValue() * StrictMath.log(sound[entry.getKey().index()]);
        shown[entry.getKey().index()] = entry.getValue();
      } else {
        kept += entry.getValue();
      }
    }
    return lost == 0
        ? Double.NEGATIVE_INFINITY
        : StrictMath.log(0.03)
            + UnknownRate.logProbability(lost, kept, 0.02, 0.7)
            + DirichletMultinomial.logProbability(shown, concentrations(LOSS))
            - background;
  }
}
