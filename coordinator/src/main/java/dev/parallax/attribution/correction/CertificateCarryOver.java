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
 * Arms that end with the handshake do not validate the certificate. An error that the same vantage
 * found in the same leaf on another arm applies to them too.
 */
public final class CertificateCarryOver {
  private static final Comparator<Symptom> ORDER = Comparator.naturalOrder();

  private CertificateCarryOver() {}

  static List<VantageTrials> correct(List<VantageTrials> vantages) {
    return vantages.stream().map(CertificateCarryOver::corrected).toList();
  }

  private static VantageTrials corrected(VantageTrials vantage) {
    var judged = judged(vantage);
    return judged.isEmpty()
        ? vantage
        : vantage.with(vantage.trials().stream().map(trial -> corrected(trial, judged)).toList());
  }

  private static Map<String, Symptom> judged(VantageTrials vantage) {
    var judged = new HashMap<String, Symptom>();
    for (var trial : vantage.trials()) {
      if (trial.symptom().isCertificate()) {
        trial
            .leaf()
            .ifPresent(leaf -> judged.merge(leaf, trial.symptom(), BinaryOperator.minBy(ORDER)));
      }
    }
    return judged;
  }

  private static ClassifiedTrial corrected(ClassifiedTrial trial, Map<String, Symptom> judged) {
    return trial.ok() && ArmGroups.UNJUDGED.contains(trial.arm())
        ? trial.leaf().map(judged::get).map(trial::as).orElse(trial)
        : trial;
  }
}
