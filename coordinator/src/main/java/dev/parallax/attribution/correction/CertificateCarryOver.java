package dev.parallax.attribution.correction;

import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * Arms that end with the handshake do not judge the certificate they are sent. What the same
 * vantage said of the same leaf elsewhere holds for them too.
 */
public final class CertificateCarryOver {
  private static final Comparator<Symptom> ORDER = Comparator.naturalOrder();

  private CertificateCarryOver() {}

  static List<VantageTrials> told(List<VantageTrials> seats) {
    return seats.stream().map(CertificateCarryOver::told).toList();
  }

  private static VantageTrials told(VantageTrials seat) {
    var judged = judged(seat);
    return judged.isEmpty()
        ? seat
        : seat.with(seat.trials().stream().map(trial -> told(trial, judged)).toList());
  }

  private static Map<String, Symptom> judged(VantageTrials seat) {
    var judged = new HashMap<String, Symptom>();
    for (var trial : seat.trials()) {
      if (trial.symptom().isCertificate()) {
        trial
            .leaf()
            .ifPresent(leaf -> judged.merge(leaf, trial.symptom(), BinaryOperator.minBy(ORDER)));
      }
    }
    return judged;
  }

  private static ClassifiedTrial told(ClassifiedTrial trial, Map<String, Symptom> judged) {
    return trial.ok() && ArmGroups.UNJUDGED.contains(trial.arm())
        ? trial.leaf().map(judged::get).map(trial::as).orElse(trial)
        : trial;
  }
}
