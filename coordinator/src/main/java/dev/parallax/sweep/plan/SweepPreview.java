package dev.parallax.sweep.plan;

import dev.parallax.model.endpoint.Family;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import java.util.List;
import java.util.Set;

/**
 * The first round of a sweep.
 *
 * @param first the first round
 * @param mostTrials of all rounds over all vantages
 * @param family the only probed address family
 */
public record SweepPreview(
    List<Vantage> vantages,
    Set<VantageId> inside,
    PlannedRound first,
    long mostTrials,
    Family family) {
  public SweepPreview {
    vantages = List.copyOf(vantages);
    inside = Set.copyOf(inside);
  }
}
