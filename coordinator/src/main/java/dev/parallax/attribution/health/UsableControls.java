package dev.parallax.attribution.health;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The reference sites of a sweep that are controls. A site that fails at nearly every vantage says
 * nothing of any vantage: it is down, blocked where the fleet is, or misspelt.
 *
 * @param unusable sites that are no controls
 * @param failed trials of those sites, over all vantages
 * @param trials of those sites
 */
public record UsableControls(Set<String> unusable, List<ClassifiedTrial> failed, int trials) {
  /** The sites of the vantages' references, judged over all vantages. */
  public static UsableControls of(List<VantageTrials> vantages) {
    var asked = new TreeMap<String, Integer>();
    var failing = new TreeMap<String, Integer>();
    for (var vantage : vantages) {
      var bySite =
          vantage.references().stream().collect(Collectors.groupingBy(ClassifiedTrial::site));
      bySite.forEach(
          (site, trials) -> {
            asked.merge(site, 1, Integer::sum);
            failing.merge(
                site, trials.stream().anyMatch(ClassifiedTrial::ok) ? 0 : 1, Integer::sum);
          });
    }
    var unusable = new TreeSet<String>();
    asked.forEach(
        (site, count) -> {
          if (isUnusable(failing.getOrDefault(site, 0), count)) {
            unusable.add(site);
          }
        });
    var trials =
        vantages.stream()
            .flatMap(vantage -> vantage.references().stream())
            .filter(trial -> unusable.contains(trial.site()))
            .toList();
    var failed = trials.stream().filter(trial -> !trial.ok()).toList();
    return new UsableControls(unusable, failed, trials.size());
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
        vantage.references().stream().filter(trial -> !unusable.contains(trial.site())).toList());
  }

  /** Whether any reference of these vantages passes that is a control. */
  public static boolean any(List<VantageTrials> vantages) {
    return vantages.stream()
        .flatMap(vantage -> vantage.references().stream())
        .anyMatch(ClassifiedTrial::ok);
  }
}
