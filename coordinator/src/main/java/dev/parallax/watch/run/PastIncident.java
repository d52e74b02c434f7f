package dev.parallax.watch.run;

import dev.parallax.store.IncidentRecord;
import dev.parallax.watch.expiry.CertificateExpiry;
import dev.parallax.watch.incident.Incident;
import dev.parallax.watch.look.ObserverHealth;
import java.time.Instant;
import java.util.Optional;

/**
 * A stored incident.
 *
 * @param openedAt not before the first failure
 * @param closedAt absent while it is open
 */
public record PastIncident(
    String id, Instant openedAt, Optional<Instant> closedAt, Subject subject) {
  /** What an incident is about. */
  public sealed interface Subject {
    /** A fault of a target. */
    record OfTarget(Incident incident) implements Subject {}

    /** A fault of the fleet or of the coordinator itself. */
    record OfObserver(ObserverHealth.Trouble trouble) implements Subject {}

    /** A certificate of a target that expires soon; the target does not fail. */
    record OfCertificate(CertificateExpiry certificate) implements Subject {}
  }

  /**
   * Reads a stored incident.
   *
   * @throws IllegalArgumentException when it is damaged
   */
  public static PastIncident of(IncidentRecord stored) {
    return new PastIncident(stored.id(), stored.openedAt(), stored.closedAt(), subject(stored));
  }

  private static Subject subject(IncidentRecord stored) {
    if (stored.target().equals(ObserverLedger.KEY)) {
      return new Subject.OfObserver(StateJson.readTrouble(stored.body()));
    }
    var certificate = ExpiryJson.readIncident(stored.body());
    return certificate.isPresent()
        ? new Subject.OfCertificate(certificate.get())
        : new Subject.OfTarget(StateJson.readIncident(stored.body()));
  }

  /** The fault of a target; empty for another subject. */
  public Optional<Incident> incident() {
    return subject instanceof Subject.OfTarget(var incident)
        ? Optional.of(incident)
        : Optional.empty();
  }

  public boolean isOpen() {
    return closedAt.isEmpty();
  }
}
