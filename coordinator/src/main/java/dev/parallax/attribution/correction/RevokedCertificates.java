package dev.parallax.attribution.correction;

import dev.parallax.attribution.symptom.ArmGroups;
import dev.parallax.attribution.symptom.ClassifiedTrial;
import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.VantageTrials;
import dev.parallax.model.failure.Failure;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.failure.Step;
import dev.parallax.model.observation.CentralCheck;
import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The trials with a leaf whose authority revoked it, or an authority above it. Agents do not ask,
 * so that their trials pass; a client that asks ends them at the certificate. An answer to the
 * coordinator at one trial holds for every trial with this leaf.
 *
 * @param answers by the SHA-256 of the leaf
 */
record RevokedCertificates(Map<String, RevocationAnswer> answers) {

  static List<VantageTrials> correct(List<VantageTrials> vantages) {
    var answers = new TreeMap<String, RevocationAnswer>();
    vantages.stream()
        .flatMap(vantage -> vantage.trials().stream())
        .forEach(trial -> find(trial, answers));
    return answers.isEmpty()
        ? vantages
        : vantages.stream().map(new RevokedCertificates(answers)::corrected).toList();
  }

  private static void find(ClassifiedTrial trial, Map<String, RevocationAnswer> answers) {
    trial
        .central()
        .flatMap(CentralCheck::revoked)
        .ifPresent(answer -> trial.leaf().ifPresent(leaf -> answers.putIfAbsent(leaf, answer)));
  }

  private VantageTrials corrected(VantageTrials vantage) {
    return vantage.with(vantage.trials().stream().map(this::corrected).toList());
  }

  private ClassifiedTrial corrected(ClassifiedTrial trial) {
    return ArmGroups.REQUESTS.contains(trial.arm()) && trial.symptom().clears(Symptom.CERT_OTHER)
        ? trial.leaf().map(answers::get).map(answer -> revoked(trial, answer)).orElse(trial)
        : trial;
  }

  private static ClassifiedTrial revoked(ClassifiedTrial trial, RevocationAnswer answer) {
    var failure = new Failure(Step.TLS, FailureWord.CERT_REVOKED, answer.detail());
    return new ClassifiedTrial(
        trial.arm(),
        trial.variant(),
        Symptom.CERT_OTHER,
        trial.at(),
        trial.seen().with(new Outcome.Failed(failure)));
  }
}
