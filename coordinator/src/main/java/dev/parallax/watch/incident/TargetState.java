package dev.parallax.watch.incident;

import dev.parallax.model.value.SweepId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a target between two events.
 *
 * @param failingSince the first failure that lasts; absent while the target is healthy
 * @param pending a finding that does not have an incident yet
 * @param incident open, or the last that was closed
 * @param healthy the number of healthy looks running, at most 2
 * @param changes the times of openings, changes and closings within the last hour
 * @param flapping whether notices are held back
 */
public record TargetState(
    Optional<Instant> failingSince,
    Optional<Pending> pending,
    Optional<Incident> incident,
    int healthy,
    List<Instant> changes,
    boolean flapping) {
  public static final TargetState NEW =
      new TargetState(Optional.empty(), Optional.empty(), Optional.empty(), 0, List.of(), false);

  public TargetState {
    changes = List.copyOf(changes);
  }

  /**
   * A finding without an incident.
   *
   * @param confirmed whether only maintenance or a sick observer keeps it from being opened
   */
  public record Pending(Finding finding, SweepId sweep, boolean confirmed) {}

  public Optional<Incident> open() {
    return incident.filter(Incident::isOpen);
  }

  /** Whether the last result is known: healthy, or a failure that lasts. */
  public boolean isMeasured() {
    return healthy > 0 || failingSince.isPresent();
  }

  TargetState failing(Instant at) {
    return new TargetState(
        failingSince.or(() -> Optional.of(at)), pending, incident, 0, changes, flapping);
  }

  TargetState healthy(int count) {
    return new TargetState(Optional.empty(), Optional.empty(), incident, count, changes, flapping);
  }

  /** Without a failure; its last incident is kept. */
  TargetState unwatched() {
    return new TargetState(Optional.empty(), Optional.empty(), incident, 0, List.of(), false);
  }

  TargetState with(Pending other) {
    return new TargetState(failingSince, Optional.of(other), incident, healthy, changes, flapping);
  }

  TargetState with(Incident other) {
    return new TargetState(
        failingSince, Optional.empty(), Optional.of(other), healthy, changes, flapping);
  }

  TargetState with(List<Instant> times, boolean often) {
    return new TargetState(failingSince, pending, incident, healthy, times, often);
  }
}
