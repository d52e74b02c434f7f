package dev.parallax.report;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Verdict;
import java.util.List;

/**
 * The differences of one target between two sweeps.
 *
 * @param before the verdicts of the earlier sweep
 * @param after the verdicts of the later sweep
 * @param changes by aspect, in descending order of vantages
 * @param same the aspects observed in both sweeps that changed at no vantage
 * @param failing the vantages of both sweeps that fail in the later sweep and passed in the earlier
 * @param passing the vantages of both sweeps that pass in the later sweep
 * @param compared the vantages whose base probe ran in both sweeps
 * @param onlyBefore the vantages that answered in the earlier sweep only
 * @param onlyAfter the vantages that answered in the later sweep only
 */
public record TargetDiff(
    Target target,
    List<Verdict> before,
    List<Verdict> after,
    List<Change> changes,
    List<Aspect> same,
    List<VantageId> failing,
    List<VantageId> passing,
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
