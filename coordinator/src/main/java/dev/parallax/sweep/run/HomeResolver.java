package dev.parallax.sweep.run;

import dev.parallax.model.observation.DnsStep;
import java.util.concurrent.CompletionStage;

/** Resolves a name as the coordinator's own host does, without any cache. */
public interface HomeResolver {
  /** Completes within seconds, exceptionally without a reply. */
  CompletionStage<DnsStep> resolve(String host);
}
