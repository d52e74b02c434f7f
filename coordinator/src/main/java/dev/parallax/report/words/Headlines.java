package dev.parallax.report.words;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.Verdict;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The headline of a verdict: its place, its mechanism, the affected vantages and the failure. */
record Headlines(Catalogue catalogue, Sentences sentences) {
  private static final int NAMES_SHOWN = 6;
  private static final Set<Cause> WELL = EnumSet.of(Cause.HEALTHY, Cause.ANSWERS_DIFFER_BY_PLACE);

  String headline(Verdict verdict) {
    var headline =
        sentences.fill(
            "headline",
            Map.of("place", catalogue.place(verdict), "what", broken(verdict, affected(verdict))));
    return verdict.blame() == Blame.HEALTHY
        ? slow(verdict).map(step -> slow(headline, step)).orElse(headline)
        : headline;
  }

  /** The first step that takes longer than its own history explains. */
  private static Optional<Evidence> slow(Verdict verdict) {
    return verdict.evidence().stream()
        .filter(evidence -> evidence.kind() == FindingKind.SLOWER_THAN_HISTORY)
        .findFirst();
  }

  private String slow(String headline, Evidence evidence) {
    var parameters = new HashMap<>(evidence.parameters());
    parameters.put("headline", headline);
    parameters.put("who", catalogue.names(evidence.failing()));
    parameters.computeIfPresent("step", (key, step) -> sentences.find("step." + step).orElse(step));
    return sentences.fill("headline.slow", parameters);
  }

  private String mechanism(Verdict verdict) {
    if (verdict.blame() == Blame.INCONCLUSIVE) {
      if (isUnmeasured(verdict)) {
        return sentences.get("inconclusive.unmeasured");
      }
      if (has(verdict, FindingKind.CONTROLS_FAIL_ALIKE)) {
        return sentences.get("inconclusive.alike");
      }
      if (isHealthyUpToARedirect(verdict)) {
        return sentences.get("inconclusive.redirect");
      }
      if (isHealthyUpToACut(verdict)) {
        return sentences.get("inconclusive.cut");
      }
      return has(verdict, FindingKind.ANSWERS_DIVIDE)
          ? sentences.get("inconclusive.divided")
          : undecided(verdict.credibleSet(), has(verdict, FindingKind.ARM_FAILS_ALONE));
    }
    if (isUnmetExpectation(verdict)) {
      return sentences.get("hypothesis.unmet");
    }
    if (isRefusedInCleartext(verdict)) {
      return sentences.get("hypothesis.policy");
    }
    return verdict
        .hypothesis()
        .map(cause -> ofScript(cause, verdict).orElseGet(() -> catalogue.hypothesis(cause)))
        .orElseGet(() -> sentences.get("unnamed." + verdict.blame()));
  }

  /** Of a script over TCP, where there is no handshake. */
  private Optional<String> ofScript(Cause cause, Verdict verdict) {
    return verdict.failure().filter(FailureWord::isReply).isPresent()
        ? sentences.find("hypothesis." + cause.code() + ".tcp")
        : Optional.empty();
  }

  /** The service answers without an error, or with one that is not what is amiss. */
  private static boolean isUnmetExpectation(Verdict verdict) {
    return verdict.hypothesis().filter(Cause.HTTP_ERROR::equals).isPresent()
        && verdict.failure().filter(FailureWord::isUnmetExpectation).isPresent();
  }

  /** The reply of a service that starts TLS in cleartext; HTTP does not follow. */
  private static boolean isRefusedInCleartext(Verdict verdict) {
    return verdict.hypothesis().filter(Cause.HTTP_ERROR::equals).isPresent()
        && verdict.failure().filter(FailureWord.STARTTLS_POLICY::equals).isPresent();
  }

  /** The target itself answers everywhere; the page to which it redirects fails. */
  private static boolean isHealthyUpToARedirect(Verdict verdict) {
    return has(verdict, FindingKind.REDIRECT_FAILS) && isHealthyOtherwise(verdict);
  }

  /** The target itself answers everywhere; the data of big answers stops. */
  private static boolean isHealthyUpToACut(Verdict verdict) {
    return has(verdict, FindingKind.ANSWER_CUT) && isHealthyOtherwise(verdict);
  }

  private static boolean isHealthyOtherwise(Verdict verdict) {
    return verdict.failure().isEmpty()
        && verdict.credibleSet().stream().allMatch(one -> WELL.contains(one.hypothesis()));
  }

  private static boolean isUnmeasured(Verdict verdict) {
    return verdict.credibleSet().isEmpty() && has(verdict, FindingKind.NOT_MEASURED);
  }

  private static boolean has(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream().anyMatch(evidence -> evidence.kind() == kind);
  }

  private String undecided(List<Candidate> candidates, boolean armsFail) {
    var causes =
        candidates.stream()
            .map(candidate -> candidate.hypothesis().named())
            .distinct()
            .limit(NAMES_SHOWN)
            .toList();
    if (!armsFail && causes.equals(List.of(Cause.HEALTHY.named()))) {
      return sentences.get("inconclusive.healthy");
    }
    return switch (causes.size()) {
      case 0 -> sentences.get("inconclusive");
      case 1 -> sentences.fill("inconclusive.one", Map.of("causes", causes.getFirst()));
      default -> sentences.fill("inconclusive.set", Map.of("causes", String.join(", ", causes)));
    };
  }

  private String affected(Verdict verdict) {
    var what = mechanism(verdict);
    return verdict.scope().attribute() == Scope.Attribute.NOBODY
        ? what
        : sentences.fill(
            "headline.scope", Map.of("what", what, "scope", catalogue.scope(verdict.scope())));
  }

  private String broken(Verdict verdict, String what) {
    var status = VerdictStatus.of(verdict).map(catalogue::status);
    return status
        .or(() -> verdict.stepFailure().map(catalogue::failure))
        .or(() -> verdict.failure().map(catalogue::failure))
        .map(how -> sentences.fill("headline.failure", Map.of("what", what, "failure", how)))
        .orElse(what);
  }
}
