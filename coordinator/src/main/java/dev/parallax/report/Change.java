package dev.parallax.report;

import dev.parallax.model.VantageId;
import java.util.List;

/**
 * One aspect that is other now than it was, at the vantages where it went the same way.
 *
 * @param before empty for an {@link Aspect#OUTCOME} that was a pass
 * @param after empty for an {@link Aspect#OUTCOME} that is a pass
 */
public record Change(Aspect aspect, String before, String after, List<VantageId> where) {
  public Change {
    where = where.stream().sorted().toList();
  }
}
