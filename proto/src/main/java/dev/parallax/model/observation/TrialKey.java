package dev.parallax.model.observation;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.Check;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.util.Optional;

/**
 * The unique key of an observation; the store accepts each key once.
 *
 * @param round 1 for the first
 * @param target {@link Target#name()}
 * @param variant the arm's parameter, empty when it has none
 * @param address the address of the connection; absent when the resolution failed or the trial was
 *     not run
 * @param trial 1 for the first
 */
public record TrialKey(
    SweepId sweep,
    int round,
    String target,
    VantageId vantage,
    Arm arm,
    String variant,
    Optional<InetAddress> address,
    int trial) {
  public TrialKey {
    Check.that(round >= 1, "rounds count from 1", round);
    Check.that(trial >= 1, "trials count from 1", trial);
  }
}
