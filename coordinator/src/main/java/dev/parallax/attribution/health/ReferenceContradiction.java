package dev.parallax.attribution.health;

import dev.parallax.attribution.stats.Share;
import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.observation.CentralCheck;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The vantage's own probes of the target contradict that the fault of its references is the reason
 * why the target fails there, whatever is wrong with the references.
 *
 * @param vantage with failing references
 * @param references the symptom of its references
 */
record ReferenceContradiction(VantageTrials vantage, Symptom references) {
  boolean exists() {
    return baseFailsOtherwise() || anAddressAnswers();
  }

  /** Most base probes pass the step of the references' symptom, or fail by another fault. */
  private boolean baseFailsOtherwise() {
    var base = vantage.base().toList();
    var other =
        base.stream()
            .filter(
                trial ->
                    trial.symptom().clears(references)
                        || !isBroughtAbout(trial.symptom())
                        || isRefusedCentrally(trial));
    return Share.of(other.count(), base.size()).isAtLeastHalf();
  }

  /**
   * The coordinator refuses the target's chain too, by its own clock and CA bundle. An issuer that
   * neither knows may be that of an intercepting proxy on the host.
   */
  private boolean isRefusedCentrally(ClassifiedTrial trial) {
    return references.isCertificate()
        && trial.symptom() != Symptom.CERT_ISSUER
        && trial.central().flatMap(CentralCheck::atCoordinator).isPresent();
  }

  /**
   * A certificate fault of the vantage shows as a certificate fault, that of its clock at the dates
   * alone, a resolver's as a lookup, and a dead uplink answers no SYN.
   */
  private boolean isBroughtAbout(Symptom base) {
    if (references == Symptom.CERT_DATE) {
      return base == Symptom.CERT_DATE;
    }
    if (references.isCertificate()) {
      return base.isCertificate();
    }
    if (references == Symptom.CONNECT_SILENT) {
      return base != Symptom.REFUSED;
    }
    return !SymptomSet.NAME_FAULTS.contains(references) || SymptomSet.NAME_FAULTS.contains(base);
  }

  /** One address of the target answers most of the vantage's connections, another one does not. */
  boolean anAddressAnswers() {
    return references == Symptom.CONNECT_SILENT
        && vantage
            .all()
            .filter(trial -> ArmGroups.ANY.contains(trial.arm()) && trial.at().isPresent())
            .collect(Collectors.groupingBy(ClassifiedTrial::at))
            .values()
            .stream()
            .anyMatch(this::mostAnswered);
  }

  private boolean mostAnswered(List<ClassifiedTrial> trials) {
    var answered = trials.stream().filter(trial -> trial.symptom().clears(references)).count();
    return trials.size() > 1 && Share.of(answered, trials.size()).isAtLeastFourFifths();
  }
}
