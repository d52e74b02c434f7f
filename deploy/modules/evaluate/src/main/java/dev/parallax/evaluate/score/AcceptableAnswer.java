package dev.parallax.evaluate.score;

import dev.parallax.evaluate.fault.Fault;
import dev.parallax.model.verdict.Cause;
import java.util.Set;

/**
 * The accepted answers for one fault.
 *
 * @param truth the exact answer
 * @param acceptable the exact answer, and those that this fleet cannot distinguish from it
 * @param hypotheses likewise
 * @param open whether this fleet cannot determine it, so that an inconclusive verdict is right
 */
public record AcceptableAnswer(
    Fault fault, Claim truth, Set<Claim> acceptable, Set<Cause> hypotheses, boolean open) {

  boolean accepts(Claim claim) {
    return acceptable.stream().anyMatch(claim::coarsens);
  }

  boolean isExactly(Claim claim) {
    return claim.coarsens(truth);
  }
}
