package dev.parallax.report;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.ExitDecision.ExitReason;
import dev.parallax.report.facts.FamilyRestriction;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Decides the exit code of a sweep. Pure; never OK when nothing was measured. */
final class ExitRules {
  private final Sweep sweep;
  private final List<TargetVerdicts> verdicts;
  private final ExitPolicy policy;

  private ExitRules(Sweep sweep, List<TargetVerdicts> verdicts, ExitPolicy policy) {
    this.sweep = sweep;
    this.verdicts = verdicts;
    this.policy = policy;
  }

  /** The most severe of all that apply, by the order of {@link ExitReason}. */
  static ExitDecision decide(Sweep sweep, List<TargetVerdicts> verdicts, ExitPolicy policy) {
    return new ExitRules(sweep, verdicts, policy).decide();
  }

  private ExitDecision decide() {
    return Stream.of(
            sweep.targets().stream().flatMap(this::unmeasured),
            verdicts.stream().flatMap(this::judged),
            ofSweep())
        .flatMap(decisions -> decisions)
        .min(Comparator.comparing(ExitDecision::cause))
        .orElse(new ExitDecision(ExitReason.CLEAN, Map.of()));
  }

  private Stream<ExitDecision> unmeasured(TargetResults results) {
    var own =
        results.observations().stream().filter(seen -> seen.key().arm() != Arm.REFERENCE).toList();
    if (sweep.observationsDeleted() || !results.measuredBy().isEmpty()) {
      return missingVerdict(results);
    }
    var refusals = own.stream().flatMap(ExitRules::refusal).toList();
    var refusedByAll = !own.isEmpty() && refusals.size() == own.size();
    return Stream.of(
        refusedByAll
            ? decision(
                ExitReason.REFUSED,
                Map.of("target", results.target().name(), "said", refusals.getFirst()))
            : nothing(results));
  }

  private ExitDecision nothing(TargetResults results) {
    var target = results.target().name();
    return FamilyRestriction.of(sweep, results)
        .filter(FamilyRestriction::isNowhere)
        .map(only -> Map.of("target", target, "family", only.family().title()))
        .map(parameters -> decision(ExitReason.NO_ADDRESS, parameters))
        .orElse(decision(ExitReason.NOTHING_MEASURED, Map.of("target", target)));
  }

  private Stream<ExitDecision> missingVerdict(TargetResults results) {
    return verdicts.stream().anyMatch(seen -> seen.target().equals(results.target()))
        ? Stream.empty()
        : Stream.of(decision(ExitReason.NO_VERDICT, Map.of("target", results.target().name())));
  }

  private static Stream<String> refusal(Observation observation) {
    return observation.outcome() instanceof Outcome.NotRun(var reason, var detail)
            && reason == NotRunReason.REFUSED_BY_POLICY
        ? Stream.of(detail)
        : Stream.empty();
  }

  private Stream<ExitDecision> judged(TargetVerdicts judged) {
    return judged.verdicts().stream().flatMap(verdict -> judged(judged, verdict));
  }

  private Stream<ExitDecision> judged(TargetVerdicts judged, Verdict verdict) {
    var target = judged.target().name();
    var blame = verdict.blame();
    if (blame == Blame.HEALTHY) {
      return Stream.empty();
    }
    if (blame == Blame.INCONCLUSIVE) {
      return Stream.of(decision(ExitReason.NO_VERDICT, Map.of("target", target)));
    }
    var level = Map.of("target", target, "blame", blame.name(), "failOn", policy.failOn().word());
    return Stream.of(
        decision(
            policy.failOn().reachedBy(blame) ? ExitReason.FINDING : ExitReason.BELOW_LEVEL, level));
  }

  private Stream<ExitDecision> ofSweep() {
    var coverage = sweep.coverage();
    var answered = Integer.toString(coverage.answered());
    var few =
        decision(
            ExitReason.FEW_VANTAGES,
            Map.of("answered", answered, "wanted", Integer.toString(policy.minVantages())));
    var late =
        decision(
            ExitReason.DEADLINE,
            Map.of("answered", answered, "requested", Integer.toString(coverage.requested())));
    var nothing = decision(ExitReason.NOTHING_MEASURED, Map.of("target", "no target"));
    return Stream.of(
            Stream.of(few).filter(decision -> coverage.answered() < policy.minVantages()),
            Stream.of(late).filter(decision -> sweep.deadlineHit()),
            Stream.of(nothing).filter(decision -> sweep.targets().isEmpty()))
        .flatMap(decisions -> decisions);
  }

  private static ExitDecision decision(ExitReason cause, Map<String, String> parameters) {
    return new ExitDecision(cause, parameters);
  }
}
