package dev.parallax.report;

import dev.parallax.model.Target;
import dev.parallax.model.VantageId;
import dev.parallax.model.Verdict;
import java.util.List;

/**
 * What changed on one target between two sweeps.
 *
 * @param before the verdicts then
 * @param after the verdicts now
 * @param changes by aspect, those at most vantages first
 * @param same the aspects that were seen at both times and did not change anywhere
 * @param failing the vantages, of both sweeps, that fail now and passed then
 * @param compared the vantages whose base probe ran both times
 * @param onlyBefore those that answered then alone
 * @param onlyAfter those that answer now alone
 */
public record TargetDiff(
    Target target,
    List<Verdict> before,
    List<Verdict> after,
    List<Change> changes,
    List<Aspect> same,
    List<VantageId> failing,
    List<VantageId> compared,
    List<VantageId> onlyBefore,
    List<VantageId> onlyAfter) {
  /** Whether it changed exactly where it broke: the change to look at first. */
  public boolean isWhereItFails(Change change) {
    return change.aspect() != Aspect.OUTCOME
        && !failing.isEmpty()
        && failing.size() < compared.size()
        && change.where().equals(failing);
  }
}
