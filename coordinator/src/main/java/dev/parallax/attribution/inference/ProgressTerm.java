package dev.parallax.attribution.inference;

import dev.parallax.attribution.catalogue.Mechanism;
import dev.parallax.attribution.catalogue.WitnessPriors;
import dev.parallax.attribution.comparison.Progress;
import dev.parallax.attribution.hypothesis.Hypothesis;
import dev.parallax.model.verdict.Cause;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * The term of the likelihood for the progress of connections: throttling delays the bytes of the
 * server, it neither resets connections nor lets no byte pass. It gets {@link
 * WitnessPriors#LOG_NO_PROGRESS} for each network whose trials show no delayed byte, or more closed
 * connections than delayed ones, for at most three networks. A filter that resets late gets it
 * where more trials are delayed than closed.
 */
final class ProgressTerm {
  private ProgressTerm() {}

  /** The log-likelihood these hypotheses lose by trials without progress; 0 or less. */
  static double of(List<Hypothesis> hypotheses) {
    int contradicting = 0;
    for (var hypothesis : hypotheses) {
      if (hypothesis.id() == Cause.THROTTLING) {
        contradicting += networks(hypothesis, Progress::contradictsDelay);
      } else if (isLate(hypothesis)) {
        contradicting += networks(hypothesis, Progress::contradictsClosing);
      }
    }
    return Math.min(WitnessPriors.NETWORKS, contradicting) * WitnessPriors.LOG_NO_PROGRESS;
  }

  /** It resets connections after bytes of the server. */
  private static boolean isLate(Hypothesis hypothesis) {
    return hypothesis.mechanism().restrictions().contains(Mechanism.Restriction.LATE);
  }

  private static int networks(Hypothesis hypothesis, Predicate<Progress> contradicts) {
    var networks = new HashSet<String>();
    for (var row : hypothesis.reach().rows()) {
      if (contradicts.test(row.progress())) {
        networks.add(row.network());
      }
    }
    return networks.size();
  }
}
