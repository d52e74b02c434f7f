package dev.parallax.attribution.health;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.Step;
import dev.parallax.model.failure.StepFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The reference sites of a sweep that are controls. A site that fails at nearly every vantage says
 * nothing of any vantage: it is down, blocked where the fleet is, or misspelt. If most vantages
 * reach a later step of it, a failure at an earlier step still speaks of the vantage.
 *
 * @param unusable sites that are no controls, with the step at which most vantages fail; absent
 *     where there is none
 * @param failed trials of those sites that are no evidence, over all vantages
 * @param trials of those sites that are no evidence
 */
public record UsableControls(
    Map<String, Optional<Step>> unusable, List<ClassifiedTrial> failed, int trials) {
  public UsableControls {
    unusable = Map.copyOf(unusable);
    failed = List.copyOf(failed);
  }

  /** The sites of the vantages' references, judged over all vantages. */
  public static UsableControls of(List<VantageTrials> vantages) {
    var outcomes = new TreeMap<String, List<Optional<Step>>>();
    for (var vantage : vantages) {
      vantage.references().stream()
          .collect(Collectors.groupingBy(ClassifiedTrial::site))
          .forEach(
              (site, trials) ->
                  outcomes.computeIfAbsent(site, none -> new ArrayList<>()).add(furthest(trials)));
    }
    var unusable = new TreeMap<String, Optional<Step>>();
    outcomes.forEach(
        (site, ends) -> {
          int failing = (int) ends.stream().filter(Optional::isPresent).count();
          if (isUnusable(failing, ends.size())) {
            unusable.put(site, most(ends));
          }
        });
    var trials =
        vantages.stream()
            .flatMap(vantage -> vantage.references().stream())
            .filter(trial -> isNoEvidence(unusable, trial))
            .toList();
    var failed = trials.stream().filter(trial -> !trial.ok()).toList();
    return new UsableControls(unusable, failed, trials.size());
  }

  /** The last step at which these trials fail; empty where a trial passes. */
  private static Optional<Step> furthest(List<ClassifiedTrial> trials) {
    return trials.stream().anyMatch(ClassifiedTrial::ok)
        ? Optional.empty()
        : trials.stream()
            .flatMap(trial -> trial.failure().stream())
            .map(StepFailure::step)
            .max(Comparator.naturalOrder());
  }

  /** The step at which more than half of the vantages fail, and at least two. */
  private static Optional<Step> most(List<Optional<Step>> ends) {
    return Stream.of(Step.values())
        .filter(
            step -> {
              long count = ends.stream().filter(Optional.of(step)::equals).count();
              return count > 1 && Share.of(count, ends.size()).isOverHalf();
            })
        .findFirst();
  }

  private static boolean isNoEvidence(Map<String, Optional<Step>> unusable, ClassifiedTrial trial) {
    var step = unusable.get(trial.site());
    if (step == null) {
      return false;
    }
    return step.isEmpty()
        || trial.failure().filter(it -> it.step().compareTo(step.get()) < 0).isEmpty();
  }

  private static boolean isUnusable(int failing, int asked) {
    return failing == asked || (failing > 1 && Share.of(failing, asked).isAtLeastFourFifths());
  }

  /** Without trials of sites that are no controls. */
  public TargetTrials usable(TargetTrials scene) {
    return unusable.isEmpty()
        ? scene
        : scene.with(scene.vantages().stream().map(this::usable).toList());
  }

  private VantageTrials usable(VantageTrials vantage) {
    return vantage.withReferences(
        vantage.references().stream().filter(trial -> !isNoEvidence(unusable, trial)).toList());
  }

  /** Whether any reference of these vantages passes that is a control. */
  public static boolean any(List<VantageTrials> vantages) {
    return vantages.stream()
        .flatMap(vantage -> vantage.references().stream())
        .anyMatch(ClassifiedTrial::ok);
  }
}
