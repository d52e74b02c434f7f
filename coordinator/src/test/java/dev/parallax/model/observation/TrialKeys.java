package dev.parallax.model.observation;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import java.net.InetAddress;
import java.util.Optional;

/** Keys of trials that differ in one part. */
public final class TrialKeys {
  private TrialKeys() {}

  /** The same trial in another sweep. */
  public static TrialKey withSweep(TrialKey key, SweepId sweep) {
    return new TrialKey(
        sweep,
        key.round(),
        key.target(),
        key.vantage(),
        key.arm(),
        key.variant(),
        key.address(),
        key.trial());
  }

  /** The same trial in another round. */
  public static TrialKey withRound(TrialKey key, int round) {
    return new TrialKey(
        key.sweep(),
        round,
        key.target(),
        key.vantage(),
        key.arm(),
        key.variant(),
        key.address(),
        key.trial());
  }

  /** The same trial of another target. */
  public static TrialKey withTarget(TrialKey key, String target) {
    return new TrialKey(
        key.sweep(),
        key.round(),
        target,
        key.vantage(),
        key.arm(),
        key.variant(),
        key.address(),
        key.trial());
  }

  /** The same trial of another vantage. */
  public static TrialKey withVantage(TrialKey key, VantageId vantage) {
    return new TrialKey(
        key.sweep(),
        key.round(),
        key.target(),
        vantage,
        key.arm(),
        key.variant(),
        key.address(),
        key.trial());
  }

  /** The same trial of another variant. */
  public static TrialKey withVariant(TrialKey key, String variant) {
    return new TrialKey(
        key.sweep(),
        key.round(),
        key.target(),
        key.vantage(),
        key.arm(),
        variant,
        key.address(),
        key.trial());
  }

  /** The same trial at another address. */
  public static TrialKey withAddress(TrialKey key, Optional<InetAddress> address) {
    return new TrialKey(
        key.sweep(),
        key.round(),
        key.target(),
        key.vantage(),
        key.arm(),
        key.variant(),
        address,
        key.trial());
  }

  /** The same trial with another number. */
  public static TrialKey withTrial(TrialKey key, int trial) {
    return new TrialKey(
        key.sweep(),
        key.round(),
        key.target(),
        key.vantage(),
        key.arm(),
        key.variant(),
        key.address(),
        trial);
  }
}
