package dev.parallax.sweep.intake;

import dev.parallax.model.observation.CentralCheck.RevocationAnswer;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The status of certificates by the servers of their authorities. */
public interface RevocationSource {
  /** Asks nothing. */
  RevocationSource NONE = path -> CompletableFuture.completedFuture(List.of());

  /**
   * Asks for the certificates below the anchor. Completes within 1.5 s, never exceptionally; a
   * server that needs longer is an answer without a status.
   *
   * @param path leaf first, the anchor last
   */
  CompletableFuture<List<RevocationAnswer>> of(List<X509Certificate> path);
}
