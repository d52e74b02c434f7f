package dev.parallax.attribution;

import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.vantage.VantageId;
import java.util.List;

/**
 * An arm with its vantages and the reason.
 *
 * @param vantages the most informative first; one or more
 * @param bits expected information on the cause, given the proposals before it
 */
public record ProposedProbe(Arm arm, RoundReason reason, List<VantageId> vantages, double bits) {
  public ProposedProbe {
    vantages = List.copyOf(vantages);
  }
}
