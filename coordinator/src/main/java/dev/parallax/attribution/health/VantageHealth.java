package dev.parallax.attribution.health;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Vantages that are at fault themselves: their references fail too, or a recorded fact contradicts
 * their complaint.
 */
public final class VantageHealth {
  private final TargetTrials scene;
  private final ReferenceSites references;
  private final OwnPacketLoss losses;
  private final RecordedFacts facts;

  private VantageHealth(TargetTrials scene) {
    this.scene = scene;
    this.references = ReferenceSites.of(scene.vantages());
    this.losses = new OwnPacketLoss(scene.vantages(), references::trials);
    this.facts = new RecordedFacts(scene);
  }

  public static VantageHealth of(TargetTrials scene) {
    return new VantageHealth(scene);
  }

  /** Vantages at fault that fail at the target. */
  public List<VantageFault> ill() {
    var found = new ArrayList<VantageFault>();
    for (var vantage : scene.vantages()) {
      if (vantage.failsBase() || OwnPacketLoss.show(vantage.trials())) {
        byFamily(vantage)
            .or(() -> HostRefusals.of(vantage))
            .or(() -> byReferences(vantage))
            .or(() -> byLoss(vantage))
            .or(() -> facts.fault(vantage))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  /** Vantages whose references fail: not usable as controls, even when they pass at the target. */
  public Set<VantageId> doubtful() {
    return scene.vantages().stream()
        .filter(references::mostFail)
        .map(VantageTrials::id)
        .collect(Collectors.toSet());
  }

  private Optional<VantageFault> byReferences(VantageTrials vantage) {
    var failing = references.failing(vantage);
    if (failing.isEmpty() || !references.mostFail(vantage) || references.failAnyway(vantage)) {
      return Optional.empty();
    }
    var trials = references.trials(vantage);
    var failed = trials.stream().filter(trial -> !trial.ok()).toList();
    var symptom = MostFrequent.symptom(failed).orElse(Symptom.OTHER);
    if (failing.size() == 1 && vantage.base().noneMatch(trial -> trial.symptom() == symptom)) {
      return Optional.empty();
    }
    if (new ReferenceContradiction(vantage, symptom).exists()) {
      return Optional.empty();
    }
    return Optional.of(
        new VantageFault(
            vantage,
            symptom == Symptom.CERT_ISSUER && isResigned(vantage, failed)
                ? Cause.LOCAL_INTERCEPTION
                : FaultBySymptom.of(vantage, symptom, MostFrequent.word(failed)),
            MostFrequent.baseSymptom(vantage),
            MostFrequent.word(failed),
            failed.size(),
            trials.size(),
            clockIsOff(vantage) || RecordedFacts.blamesItsOwnBundle(vantage)));
  }

  /**
   * Sites of all kinds show intermittent failures from this vantage, and not from its neighbours.
   */
  private Optional<VantageFault> byLoss(VantageTrials vantage) {
    return losses.isItsOwn(vantage) && (losses.repeats(vantage) || !isOtherSilence(vantage))
        ? Optional.of(lossy(vantage))
        : Optional.empty();
  }

  /** The sites are silent elsewhere too, or the target answers at another address. */
  private boolean isOtherSilence(VantageTrials vantage) {
    return references.failAnyway(vantage)
        || new ReferenceContradiction(vantage, Symptom.CONNECT_SILENT).anAddressAnswers();
  }

  private VantageFault lossy(VantageTrials vantage) {
    var trials = references.trials(vantage);
    var failed = trials.stream().filter(trial -> trial.symptom() != Symptom.OK).toList();
    return new VantageFault(
        vantage,
        Cause.UPLINK_DOWN,
        MostFrequent.baseSymptom(vantage),
        MostFrequent.word(failed),
        failed.size(),
        trials.size(),
        false);
  }

  /** Every site fails over IPv6 and passes over IPv4, and so does the target. */
  private Optional<VantageFault> byFamily(VantageTrials vantage) {
    var byFamily =
        vantage.references().stream().collect(Collectors.partitioningBy(ClassifiedTrial::isIpv6));
    var ipv6 = byFamily.getOrDefault(true, List.of());
    var ipv4 = byFamily.getOrDefault(false, List.of());
    var passed = ipv4.stream().filter(ClassifiedTrial::ok).count();
    if (ipv6.isEmpty()
        || ipv6.stream().anyMatch(ClassifiedTrial::ok)
        || !Share.of(passed, ipv4.size()).isOverHalf()
        || vantage.base().anyMatch(trial -> trial.isIpv6() == trial.ok())) {
      return Optional.empty();
    }
    return Optional.of(
        new VantageFault(
            vantage,
            Cause.IPV6_BROKEN,
            MostFrequent.baseSymptom(vantage),
            MostFrequent.word(ipv6),
            ipv6.size(),
            ipv6.size(),
            false));
  }

  /** Known-good sites present other certificates than to other networks. */
  private boolean isResigned(VantageTrials vantage, List<ClassifiedTrial> failed) {
    var elsewhere =
        scene.vantages().stream()
            .filter(other -> !other.network().equals(vantage.network()))
            .flatMap(other -> other.references().stream())
            .flatMap(trial -> trial.leaf().stream())
            .collect(Collectors.toSet());
    return !elsewhere.isEmpty()
        && failed.stream().flatMap(trial -> trial.leaf().stream()).noneMatch(elsewhere::contains);
  }

  public static boolean clockIsOff(VantageTrials vantage) {
    return vantage
        .description()
        .clockOffset()
        .filter(offset -> offset.abs().compareTo(Thresholds.CLOCK_TOLERANCE) > 0)
        .isPresent();
  }
}
