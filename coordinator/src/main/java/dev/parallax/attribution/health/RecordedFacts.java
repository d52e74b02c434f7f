package dev.parallax.attribution.health;

import dev.parallax.attribution.catalogue.Thresholds;
import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.DnsNote;
import dev.parallax.model.observation.DnsStep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Cause;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Vantages whose certificate error is contradicted by a recorded fact: the coordinator's validation
 * of the chain, or other networks that accept the same chain.
 */
final class RecordedFacts {
  private final TargetTrials scene;
  private final Map<List<String>, Set<String>> acceptingNetworks;
  private final boolean clocksBelieved;
  private final boolean bundlesBelieved;
  private final Set<IpAddress> passingAddresses;
  private final Set<VantageId> misledByHostsFile;

  RecordedFacts(TargetTrials scene) {
    this.scene = scene;
    this.acceptingNetworks = acceptingNetworks(scene.vantages());
    this.clocksBelieved = areFew(scene.vantages().stream().filter(this::blamesItsOwnClock).count());
    this.bundlesBelieved =
        areFew(scene.vantages().stream().filter(RecordedFacts::blamesItsOwnBundle).count());
    this.passingAddresses = passingAddresses(scene.vantages());
    this.misledByHostsFile = misledByHostsFile();
  }

  /** Empty when so many are misled that the error is not their own. */
  private Set<VantageId> misledByHostsFile() {
    var misled =
        scene.vantages().stream()
            .filter(this::isMisledByItsHostsFile)
            .map(VantageTrials::id)
            .collect(Collectors.toSet());
    return areFew(misled.size()) ? misled : Set.of();
  }

  private static Set<IpAddress> passingAddresses(List<VantageTrials> vantages) {
    return vantages.stream()
        .flatMap(VantageTrials::base)
        .filter(ClassifiedTrial::ok)
        .flatMap(trial -> trial.at().stream())
        .collect(Collectors.toSet());
  }

  /** An error at most vantages is not their own fault; the coordinator may be wrong. */
  private boolean areFew(long complaining) {
    return complaining == 1 || !Share.of(complaining, scene.vantages().size()).isAtLeastHalf();
  }

  Optional<VantageFault> fault(VantageTrials vantage) {
    if (clocksBelieved && blamesItsOwnClock(vantage)) {
      return Optional.of(fault(vantage, Cause.CLOCK_WRONG, Symptom.CERT_DATE));
    }
    if (misledByHostsFile.contains(vantage.id())) {
      return Optional.of(
          fault(vantage, Cause.OWN_RESOLVER_BROKEN, MostFrequent.baseSymptom(vantage)));
    }
    return rejectsWhatOthersAccept(vantage) || (bundlesBelieved && blamesItsOwnBundle(vantage))
        ? Optional.of(
            fault(vantage, Cause.CA_BUNDLE_MISSING_OR_OLD, MostFrequent.baseSymptom(vantage)))
        : Optional.empty();
  }

  /**
   * All its base trials fail at addresses of its hosts file, and other vantages pass at an address
   * that DNS gives there.
   */
  private boolean isMisledByItsHostsFile(VantageTrials vantage) {
    var base = vantage.base().toList();
    return !base.isEmpty()
        && base.stream().noneMatch(ClassifiedTrial::ok)
        && base.stream()
            .allMatch(trial -> trial.seen().steps().dns().filter(this::passesByDns).isPresent());
  }

  private boolean passesByDns(DnsStep step) {
    return step.trace().notes().contains(DnsNote.HOSTS_FILE_DIFFERS)
        && step.trace().queries().stream()
            .filter(query -> !query.transport().equals(DnsStep.FILE))
            .flatMap(query -> query.addresses().stream())
            .map(IpAddress::of)
            .anyMatch(passingAddresses::contains);
  }

  private static VantageFault fault(VantageTrials vantage, Cause id, Symptom symptom) {
    var word = MostFrequent.word(complaints(vantage, symptom));
    return new VantageFault(vantage, id, symptom, word, 0, 0, true);
  }

  /** Reports a date error only, and the dates are valid by the coordinator's clock. */
  private boolean blamesItsOwnClock(VantageTrials vantage) {
    var complaints = complaints(vantage, Symptom.CERT_DATE);
    return !complaints.isEmpty()
        && MostFrequent.baseSymptom(vantage) == Symptom.CERT_DATE
        && complaints.stream()
            .allMatch(trial -> CentralCertificateCheck.blamesTheClock(vantage, trial, scene.now()));
  }

  /** The coordinator accepts all it refuses. */
  static boolean blamesItsOwnBundle(VantageTrials vantage) {
    var complaints = complaints(vantage, MostFrequent.baseSymptom(vantage));
    return !complaints.isEmpty()
        && complaints.stream()
            .allMatch(trial -> CentralCertificateCheck.blamesTheBundle(vantage, trial));
  }

  /** Two networks accept the very chain that this vantage refuses. */
  private boolean rejectsWhatOthersAccept(VantageTrials vantage) {
    var complaints = complaints(vantage, Symptom.CERT_ISSUER);
    return !complaints.isEmpty()
        && MostFrequent.baseSymptom(vantage) == Symptom.CERT_ISSUER
        && complaints.stream().allMatch(this::isAcceptedElsewhere);
  }

  private boolean isAcceptedElsewhere(ClassifiedTrial trial) {
    return acceptingNetworks.getOrDefault(chain(trial), Set.of()).size()
        >= Thresholds.ACCEPTING_NETWORKS;
  }

  private static List<ClassifiedTrial> complaints(VantageTrials vantage, Symptom symptom) {
    return vantage.base().filter(trial -> trial.symptom() == symptom).toList();
  }

  private static Map<List<String>, Set<String>> acceptingNetworks(List<VantageTrials> vantages) {
    var accepting = new HashMap<List<String>, Set<String>>();
    for (var vantage : vantages) {
      vantage
          .base()
          .filter(trial -> trial.ok() && !trial.chain().isEmpty())
          .forEach(
              trial ->
                  accepting
                      .computeIfAbsent(chain(trial), key -> new HashSet<>())
                      .add(vantage.network()));
    }
    return accepting;
  }

  private static List<String> chain(ClassifiedTrial trial) {
    return trial.chain().stream().map(CertificateFacts::sha256).toList();
  }
}
