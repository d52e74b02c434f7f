package dev.parallax.attribution.health;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.VantageTrials;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The reference trials of a sweep, without sites that are no references: a site that fails at most
 * of the vantages for which another site passes.
 */
final class ReferenceSites {
  private final List<VantageTrials> vantages;
  private final Set<String> faulty;

  private ReferenceSites(List<VantageTrials> vantages, Set<String> faulty) {
    this.vantages = vantages;
    this.faulty = faulty;
  }

  static ReferenceSites of(List<VantageTrials> vantages) {
    var asked = new HashMap<String, Integer>();
    var failed = new HashMap<String, Integer>();
    for (var vantage : vantages) {
      var passing = sites(vantage.references().stream().filter(ClassifiedTrial::ok).toList());
      if (passing.isEmpty()) {
        continue;
      }
      for (var site : sites(vantage.references())) {
        asked.merge(site, 1, Integer::sum);
        failed.merge(site, passing.contains(site) ? 0 : 1, Integer::sum);
      }
    }
    var faulty = new HashSet<String>();
    failed.forEach(
        (site, count) -> {
          if (count >= Thresholds.FAULTY_SITE_VANTAGES
              && Share.of(count, asked.getOrDefault(site, 0)).isOverHalf()) {
            faulty.add(site);
          }
        });
    return new ReferenceSites(vantages, faulty);
  }

  /** The vantage's trials of sites that are references. */
  List<ClassifiedTrial> trials(VantageTrials vantage) {
    return vantage.controls().stream().filter(trial -> !faulty.contains(trial.site())).toList();
  }

  Set<String> sites(VantageTrials vantage) {
    return sites(trials(vantage));
  }

  private static Set<String> sites(Collection<ClassifiedTrial> trials) {
    return trials.stream().map(ClassifiedTrial::site).collect(Collectors.toSet());
  }

  /** Sites of which most trials of this vantage fail. */
  Set<String> failing(VantageTrials vantage) {
    return trials(vantage).stream()
        .collect(Collectors.groupingBy(ClassifiedTrial::site))
        .entrySet()
        .stream()
        .filter(site -> mostFail(site.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean mostFail(List<ClassifiedTrial> trials) {
    var passed = trials.stream().filter(ClassifiedTrial::ok).count();
    return !Share.of(passed, trials.size()).isAtLeastHalf();
  }

  boolean mostFail(VantageTrials vantage) {
    return Share.of(failing(vantage).size(), sites(vantage).size()).isOverHalf();
  }

  /**
   * So many of the vantage's sites fail by chance, at the rate of each site at the other vantages
   * that reach the target or a site: their failures tell nothing of this vantage.
   */
  boolean failAnyway(VantageTrials vantage) {
    var failing = failing(vantage);
    var others = vantages.stream().filter(other -> !other.equals(vantage)).toList();
    var connected = others.stream().filter(ReferenceSites::isConnected).toList();
    double chance = 1;
    for (var site : failing) {
      chance *= failureRate(site, connected);
    }
    return !failing.isEmpty() && chance >= Thresholds.REFERENCES_BY_CHANCE;
  }

  private static boolean isConnected(VantageTrials vantage) {
    return !vantage.failsBase() || vantage.references().stream().anyMatch(ClassifiedTrial::ok);
  }

  /** The share of these vantages at which the site fails; 0 where none of them asked it. */
  private double failureRate(String site, List<VantageTrials> others) {
    var asked = others.stream().filter(other -> sites(other).contains(site)).toList();
    var failed = asked.stream().filter(other -> failing(other).contains(site)).count();
    return asked.isEmpty() ? 0 : 1.0 * failed / asked.size();
  }
}
