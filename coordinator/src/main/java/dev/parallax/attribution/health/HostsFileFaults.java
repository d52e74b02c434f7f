package dev.parallax.attribution.health;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.verdict.Cause;
import java.util.List;

/**
 * Vantages whose hosts file leads their programs to addresses that fail, while the addresses of DNS
 * pass there. Their trials by DNS are a measurement of the target like those of every vantage.
 */
public final class HostsFileFaults {
  private HostsFileFaults() {}

  /** Each with the trials at the addresses of its hosts file alone. */
  public static List<VantageFault> of(TargetTrials trials) {
    return trials.vantages().stream()
        .filter(HostsFileFaults::isMisled)
        .map(VantageTrials::asPrograms)
        .map(HostsFileFaults::fault)
        .toList();
  }

  /** Whether a fault is of this kind: of a vantage that is sound for every other purpose. */
  public static boolean isOf(VantageFault fault) {
    var own = fault.vantage().byHostsFile();
    return !own.isEmpty() && fault.vantage().trials().equals(own);
  }

  private static boolean isMisled(VantageTrials vantage) {
    var passed = vantage.base().filter(ClassifiedTrial::ok).count();
    return !vantage.byHostsFile().isEmpty()
        && vantage.byHostsFile().stream().noneMatch(ClassifiedTrial::ok)
        && Share.of(passed, vantage.base().count()).isAtLeastHalf();
  }

  private static VantageFault fault(VantageTrials programs) {
    return new VantageFault(
        programs,
        Cause.OWN_RESOLVER_BROKEN,
        MostFrequent.baseSymptom(programs),
        MostFrequent.word(programs.byHostsFile()),
        0,
        0,
        true);
  }
}
