package dev.parallax.model.verdict;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.value.Check;
import java.util.List;

/** The verdicts on one target, in descending order of explained failures; never empty. */
public record TargetVerdicts(Target target, List<Verdict> verdicts) {
  public TargetVerdicts {
    verdicts = List.copyOf(verdicts);
    Check.that(!verdicts.isEmpty(), "a target has 1 or more verdicts", target);
  }

  /** Whether all found faults are faults of vantages. */
  public boolean isWell() {
    return verdicts.stream()
        .allMatch(verdict -> verdict.blame() == Blame.HEALTHY || verdict.blame() == Blame.VANTAGE);
  }
}
