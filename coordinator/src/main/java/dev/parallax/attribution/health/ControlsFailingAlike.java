package dev.parallax.attribution.health;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The target and all reference sites fail with one word at nearly every vantage: a fault of the
 * fleet's own way out, such as a firewall around it, explains this as well as one of the target.
 *
 * @param failed of {@code trials} trials of reference sites, with this word
 */
public record ControlsFailingAlike(FailureWord word, int failed, int trials) {
  /**
   * The word that nearly all vantages with references share; empty where there is none.
   *
   * @param vantages with all reference sites, also those that are no controls
   */
  public static Optional<ControlsFailingAlike> of(List<VantageTrials> vantages) {
    var asked = vantages.stream().filter(vantage -> !vantage.references().isEmpty()).toList();
    return asked.stream()
        .flatMap(vantage -> word(vantage).stream())
        .distinct()
        .filter(word -> Share.of(count(asked, word), asked.size()).isAtLeastFourFifths())
        .findFirst()
        .map(word -> of(asked, word));
  }

  private static ControlsFailingAlike of(List<VantageTrials> asked, FailureWord word) {
    var references = asked.stream().flatMap(vantage -> vantage.references().stream()).toList();
    var failed =
        references.stream().filter(trial -> trial.word().equals(Optional.of(word))).count();
    return new ControlsFailingAlike(word, (int) failed, references.size());
  }

  private static long count(List<VantageTrials> vantages, FailureWord word) {
    return vantages.stream().filter(vantage -> word(vantage).equals(Optional.of(word))).count();
  }

  /** The only word with which base and references fail, when none of them passes. */
  private static Optional<FailureWord> word(VantageTrials vantage) {
    var base = words(vantage.base().toList());
    return base.size() == 1 && base.equals(words(vantage.references()))
        ? base.iterator().next()
        : Optional.empty();
  }

  /** An empty word for a trial that passes. */
  private static Set<Optional<FailureWord>> words(List<ClassifiedTrial> trials) {
    return trials.stream().map(ClassifiedTrial::word).collect(Collectors.toSet());
  }
}
