package dev.parallax.attribution;

import dev.parallax.model.Arm;
import dev.parallax.model.RoundReason;
import dev.parallax.model.VantageId;
import java.util.List;

/**
 * An arm, where to run it, and why.
 *
 * @param vantages those that would tell most first; one or more
 * @param bits expected information on the cause, given the questions before it
 */
public record ProposedProbe(Arm arm, RoundReason reason, List<VantageId> vantages, double bits) {
  public ProposedProbe {
    vantages = List.copyOf(vantages);
  }
}
