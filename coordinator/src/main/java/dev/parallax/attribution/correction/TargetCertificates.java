package dev.parallax.attribution.correction;

import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.IpAddress;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.SymptomSet;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.observation.CentralCheck;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The target's own leaf certificates: those of passing trials, otherwise the certificate that most
 * networks received.
 *
 * @param ownAddresses the addresses at which trials with the real name passed
 */
public record TargetCertificates(Set<String> own, Set<IpAddress> ownAddresses) {
  /** Errors of a chain whose issuer is trusted: no device on the path has such a certificate. */
  private static final Set<FailureWord> TRUSTED_ISSUER =
      Set.of(
          FailureWord.CERT_NAME_MISMATCH, FailureWord.CERT_EXPIRED, FailureWord.CERT_NOT_YET_VALID);

  private static final SymptomSet MAY_BE_FOREIGN =
      SymptomSet.of(Symptom.CERT_NAME, Symptom.CERT_ISSUER, Symptom.CERT_OTHER);

  static TargetCertificates of(List<VantageTrials> vantages) {
    var passed = new HashSet<String>();
    var addresses = new HashSet<IpAddress>();
    for (var vantage : vantages) {
      vantage.trials().stream()
          .filter(trial -> trial.ok() && ArmGroups.REQUESTS.contains(trial.arm()))
          .forEach(
              trial -> {
                trial.leaf().ifPresent(passed::add);
                trial.at().ifPresent(addresses::add);
              });
    }
    return new TargetCertificates(passed.isEmpty() ? usual(vantages) : passed, addresses);
  }

  private static Set<String> usual(List<VantageTrials> vantages) {
    Map<String, Set<String>> networks = new TreeMap<>();
    for (var vantage : vantages) {
      vantage
          .base()
          .flatMap(trial -> trial.leaf().stream())
          .forEach(
              leaf ->
                  networks.computeIfAbsent(leaf, key -> new HashSet<>()).add(vantage.network()));
    }
    return networks.entrySet().stream()
        .max(Comparator.comparingInt(entry -> entry.getValue().size()))
        .filter(entry -> entry.getValue().size() > 1)
        .map(entry -> Set.of(entry.getKey()))
        .orElse(Set.of());
  }

  /** The vantages whose foreign certificates no other vantage received. */
  List<VantageTrials> correct(List<VantageTrials> vantages) {
    return own.isEmpty() ? vantages : vantages.stream().map(this::corrected).toList();
  }

  private VantageTrials corrected(VantageTrials vantage) {
    return vantage.trials().stream().noneMatch(this::foreign)
        ? vantage
        : vantage.with(
            vantage.trials().stream()
                .map(trial -> foreign(trial) ? trial.as(Symptom.CERT_FOREIGN) : trial)
                .toList());
  }

  /** A certificate of a trusted issuer, at an address where the service itself answers others. */
  private boolean isOfAnotherServer(ClassifiedTrial trial) {
    return trial.at().filter(ownAddresses::contains).isPresent()
        && trial
            .central()
            .flatMap(CentralCheck::atCoordinator)
            .filter(TRUSTED_ISSUER::contains)
            .isPresent();
  }

  private boolean foreign(ClassifiedTrial trial) {
    return MAY_BE_FOREIGN.contains(trial.symptom())
        && !trial.isCentrallyAccepted()
        && !isOfAnotherServer(trial)
        && trial.leaf().filter(leaf -> !own.contains(leaf)).isPresent();
  }
}
