package dev.parallax.lab.watch;

import dev.parallax.lab.scenario.Scenario;
import dev.parallax.model.verdict.Blame;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A fault that a watch has met.
 *
 * @param installedAt when the last step of the fault had run
 * @param repairedAt when the first step of its removal began
 * @param incidents opened since {@code installedAt}, oldest first, as they were at the end
 */
public record WatchedFault(
    Scenario scenario, Instant installedAt, Instant repairedAt, List<WatchedIncident> incidents) {
  public static final Duration OPENED_WITHIN = Duration.ofMinutes(2);
  public static final Duration CLOSED_WITHIN = Duration.ofSeconds(150);

  public WatchedFault {
    incidents = List.copyOf(incidents);
  }

  public Blame expected() {
    return scenario.expected().getFirst().blame();
  }

  /** Until the first incident was opened. */
  public Optional<Duration> opened() {
    return first().map(incident -> Duration.between(installedAt, incident.openedAt()));
  }

  /** From the repair until the first incident was closed. */
  public Optional<Duration> closed() {
    return first()
        .flatMap(WatchedIncident::closedAt)
        .map(closedAt -> Duration.between(repairedAt, closedAt));
  }

  private Optional<WatchedIncident> first() {
    return incidents.stream().findFirst();
  }

  /** One incident with the right blame, opened and closed in time. */
  public boolean isMet() {
    return incidents.size() == 1
        && incidents.getFirst().blame().equals(expected().name())
        && opened().filter(after -> after.compareTo(OPENED_WITHIN) <= 0).isPresent()
        && closed().filter(after -> after.compareTo(CLOSED_WITHIN) <= 0).isPresent();
  }
}
