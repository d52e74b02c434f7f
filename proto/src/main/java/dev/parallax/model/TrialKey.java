package dev.parallax.model;

import java.net.InetAddress;
import java.util.Optional;

/**
 * What makes an observation unique; the store takes each key once.
 *
 * @param round 1 for the first
 * @param target {@link Target#name()}
 * @param variant the arm's parameter, empty when it has none
 * @param address the address connected to; absent when resolution failed or nothing ran
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
