package dev.parallax.attribution;

import dev.parallax.model.Arm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How this server answers each question when nothing is wrong: what sound servers usually do, and
 * what it did where the handshake with the real name is done.
 */
final class Manners {
  private final Map<Arm, Map<String, double[]>> seen = new HashMap<>();

  private Manners() {}

  static Manners of(List<Seat> seats) {
    var manners = new Manners();
    for (var seat : seats) {
      if (seat.base().allMatch(trial -> trial.sight().handshakeDone())) {
        seat.trials().stream().filter(trial -> isItsOwn(trial.arm())).forEach(manners::learn);
      }
    }
    return manners;
  }

  /** Questions a sound server may answer in several ways. */
  private static boolean isItsOwn(Arm arm) {
    return Priors.manners(arm).size() > 1;
  }

  private void learn(Trial trial) {
    counts(trial.arm(), question(trial.question()))[trial.sight().index()]++;
  }

  private double[] counts(Arm arm, String question) {
    return seen.computeIfAbsent(arm, key -> new HashMap<>())
        .computeIfAbsent(question, key -> new double[Sight.COUNT]);
  }

  /** It is the same server to the first control as to the others. */
  private static String question(String question) {
    return question.equals(Trial.FIRST) ? "" : question;
  }

  /** How likely each sight is at a vantage with this background. */
  double[] expected(Arm arm, String question, Background here) {
    var usual = Priors.manners(arm);
    var counts = seen.getOrDefault(arm, Map.of()).get(question(question));
    var expected = new double[Sight.COUNT];
    for (var sight : Sight.values()) {
      var sound = sound(usual.getOrDefault(sight, 0.0), counts, sight);
      expected[sight.index()] += (1 - here.noise()) * sound + here.noise() * Priors.noise(sight);
    }
    var ok = expected[Sight.OK.index()];
    expected[Sight.OK_LOSSY.index()] += ok * here.lossy();
    expected[Sight.OK_SLOW.index()] += ok * here.slow();
    expected[Sight.OK.index()] = ok * (1 - here.lossy() - here.slow());
    return expected;
  }

  private static double sound(
      double usual, double @org.jspecify.annotations.Nullable [] counts, Sight sight) {
    if (counts == null) {
      return usual;
    }
    double total = Priors.MANNER_WEIGHT;
    for (double count : counts) {
      total += count;
    }
    var passes = sight == Sight.OK ? laborious(counts) : 0;
    return sight.passes() && sight != Sight.OK
        ? 0
        : (usual * Priors.MANNER_WEIGHT + counts[sight.index()] + passes) / total;
  }

  private static double laborious(double[] counts) {
    return counts[Sight.OK_LOSSY.index()] + counts[Sight.OK_SLOW.index()];
  }
}
