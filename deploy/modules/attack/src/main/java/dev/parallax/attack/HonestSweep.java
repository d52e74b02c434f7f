package dev.parallax.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One honest sweep.
 *
 * @param tookNanos from the command to its report
 * @param report its report in JSON; absent when the command failed
 * @param problem its defect; empty when it is complete and its verdicts are right
 */
public record HonestSweep(
    long startedNanos, long tookNanos, Optional<JsonNode> report, String problem) {
  public boolean right() {
    return problem.isEmpty();
  }
}
