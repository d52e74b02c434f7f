package dev.parallax.web.live;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.verdict.Scope;
import dev.parallax.model.verdict.TargetVerdicts;
import dev.parallax.model.verdict.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The verdict of a sweep on a target, as shown in a list.
 *
 * @param verdict the first verdict, without its evidence
 * @param more number of further verdicts
 * @param well by {@link TargetVerdicts#isWell()}
 */
public record PastVerdict(
    SweepId sweep, Instant at, Target target, Verdict verdict, int more, boolean well) {
  static PastVerdict of(SweepId sweep, Instant at, TargetVerdicts verdicts) {
    return new PastVerdict(
        sweep,
        at,
        verdicts.target(),
        headOf(verdicts.verdicts().getFirst()),
        verdicts.verdicts().size() - 1,
        verdicts.isWell());
  }

  private static Verdict headOf(Verdict whole) {
    return new Verdict(
        whole.blame(),
        whole.segment(),
        whole.hypothesis(),
        whole.failure(),
        whole.failureStep(),
        new Scope(whole.scope().attribute(), whole.scope().value(), List.of()),
        Optional.empty(),
        whole.probability(),
        whole.calibrated(),
        whole.grade(),
        List.of(),
        List.of(),
        whole.credibleSet(),
        List.of(),
        List.of());
  }
}
