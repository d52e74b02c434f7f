package dev.parallax.attribution.correction;

import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.endpoint.Target;
import java.util.List;

/** A trial that passes with another answer than most networks get, without a certificate for it. */
final class OtherContent {
  private final ContentComparison content;

  private OtherContent(ContentComparison content) {
    this.content = content;
  }

  static List<VantageTrials> correct(Target target, List<VantageTrials> vantages) {
    var answers = new OtherContent(ContentComparison.of(target, vantages));
    return vantages.stream().map(answers::corrected).toList();
  }

  private VantageTrials corrected(VantageTrials vantage) {
    return vantage.trials().stream().noneMatch(trial -> isForeign(vantage, trial))
        ? vantage
        : vantage.with(
            vantage.trials().stream()
                .map(trial -> isForeign(vantage, trial) ? trial.as(Symptom.OTHER_CONTENT) : trial)
                .toList());
  }

  private boolean isForeign(VantageTrials vantage, ClassifiedTrial trial) {
    return trial.ok() && content.isOther(vantage, trial) && !content.isVouched(trial);
  }
}
