package dev.parallax.report;

import dev.parallax.model.vantage.VantageId;
import java.util.List;

/**
 * A changed aspect, at the vantages with the same change.
 *
 * @param before empty for an {@link Aspect#OUTCOME} that passed before
 * @param after empty for an {@link Aspect#OUTCOME} that passes now
 */
public record Change(Aspect aspect, String before, String after, List<VantageId> where) {
  public Change {
    where = where.stream().sorted().toList();
  }
}
