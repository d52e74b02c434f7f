package dev.parallax.attribution.explain.target;

import dev.parallax.attribution.explain.figure.FailureWords;
import dev.parallax.attribution.explain.figure.Figures;
import dev.parallax.attribution.health.VantageFault;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The base trials at the addresses of a vantage's hosts file beside those at the addresses of DNS.
 */
public final class HostsFileFinding {
  private HostsFileFinding() {}

  /**
   * Failures at the addresses of the hosts file, and the results at those of DNS.
   *
   * @param fault of the hosts file, with the trials at its addresses alone
   */
  public static Evidence of(TargetTrials trials, VantageFault fault, double weight) {
    var id = fault.vantage().id();
    var byFile = fault.vantage().byHostsFile();
    var byDns =
        trials.vantages().stream()
            .filter(vantage -> vantage.id().equals(id))
            .flatMap(VantageTrials::base)
            .toList();
    return new Evidence(
        FindingKind.HOSTS_FILE_MISLEADS,
        Map.of(
            "listed", addresses(byFile),
            "word", FailureWords.counted(byFile.stream()),
            "failed", Figures.count(byFile.size()),
            "trials", Figures.count(byFile.size()),
            "dns", addresses(byDns),
            "passed", Figures.count(byDns.stream().filter(ClassifiedTrial::ok).count()),
            "dnsTrials", Figures.count(byDns.size())),
        List.of(id),
        List.of(),
        weight);
  }

  private static String addresses(List<ClassifiedTrial> trials) {
    return trials.stream()
        .flatMap(trial -> trial.at().stream())
        .distinct()
        .map(IpAddress::toString)
        .collect(Collectors.joining(", "));
  }
}
