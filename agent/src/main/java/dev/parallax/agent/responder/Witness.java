package dev.parallax.agent.responder;

import dev.parallax.model.observation.Sighting;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Observes connections that arrive at this host. Safe for use by many threads. */
public interface Witness extends AutoCloseable {
  /**
   * The connections that began since then, including open connections.
   *
   * @param round the round of the sightings
   * @param since by {@link System#nanoTime}
   */
  CompletableFuture<List<Sighting>> seen(int round, long since);

  @Override
  void close();
}
