package dev.parallax.sweep;

import dev.parallax.model.ProbePlan;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import java.util.List;
import java.util.Set;

/**
 * What a sweep would begin with.
 *
 * @param plan of the first round
 */
public record SweepPreview(List<Vantage> vantages, Set<VantageId> inside, ProbePlan plan) {
  public SweepPreview {
    vantages = List.copyOf(vantages);
    inside = Set.copyOf(inside);
  }
}
