package dev.parallax.model;

import java.util.Optional;

/**
 * The coordinator's own judgement of a chain an agent was sent, by its own CA bundle, at three
 * clocks: an absent word means valid.
 *
 * @param atCoordinator by the coordinator's clock
 * @param atAgent by the agent's clock; equal to {@code atCoordinator} when its offset is not known
 * @param atServer by the Date header of the response; absent when there was none
 */
public record CentralCheck(
    Optional<FailureWord> atCoordinator,
    Optional<FailureWord> atAgent,
    Optional<AtServer> atServer) {

  /** By the server's own clock. */
  public record AtServer(Optional<FailureWord> word) {}
}
