package dev.parallax.evaluate.score;

import dev.parallax.evaluate.fault.Fault;
import dev.parallax.model.Cause;
import java.util.Set;

/**
 * What may be said of one fault.
 *
 * @param truth what its owner would say
 * @param acceptable the truth, and what this fleet cannot tell from it
 * @param hypotheses likewise
 * @param open whether this fleet cannot know: to say so is then right
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
