package dev.parallax.model.observation;

import dev.parallax.model.failure.FailureWord;
import java.util.Optional;

/**
 * The coordinator's validation of an agent's received chain, with its own CA bundle, at three clock
 * times: an absent word means valid.
 *
 * @param atCoordinator by the coordinator's clock
 * @param atAgent by the agent's clock; equal to {@code atCoordinator} when its offset is not known
 * @param atServer by the Date header of the response; absent without one
 */
public record CentralCheck(
    Optional<FailureWord> atCoordinator,
    Optional<FailureWord> atAgent,
    Optional<AtServer> atServer) {

  /** By the server's own clock. */
  public record AtServer(Optional<FailureWord> word) {}
}
