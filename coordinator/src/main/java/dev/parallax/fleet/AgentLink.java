package dev.parallax.fleet;

import dev.parallax.model.SweepId;
import dev.parallax.model.Vantage;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The open stream to one agent, as the rest of the coordinator sees it. Every method returns at
 * once.
 */
public interface AgentLink {
  /** The vantage as it is known now: labels, facts, last measured clock offset. */
  Vantage vantage();

  boolean draining();

  /** When the agent last said anything. */
  Instant lastHeard();

  void assign(Assignment assignment);

  void cancel(SweepId sweep);

  /**
   * The round is over everywhere; the agent may answer with the connections of it that it saw.
   *
   * @param clientRandoms of the ClientHellos the round's vantages sent; lower-case hex
   */
  void collectSightings(SweepId sweep, int round, Set<String> clientRandoms);

  /** No further plans until the agent connects again. */
  void drain();

  /**
   * Asks for the agent's clock; a link that left earlier requests unanswered for too long is cut.
   */
  void heartbeat();

  /** What the agent's process chose at random at its start; empty when it did not say. */
  default String instance() {
    return "";
  }

  /** Where the stream comes from; unknown in process. */
  default Optional<InetAddress> remote() {
    return Optional.empty();
  }

  /**
   * Asks for a sign of life at once.
   *
   * @return true as soon as the agent answers, false when it did not within 3 s
   */
  default CompletableFuture<Boolean> challenge() {
    return CompletableFuture.completedFuture(true);
  }

  /** Ends the stream; {@code reason} reaches the agent. */
  void cut(Cut reason);

  /** Why a stream is ended by the coordinator. */
  enum Cut {
    REVOKED,
    /** A newer connection took its place. */
    REPLACED,
    STORE_FAILED,
    SHUTDOWN
  }
}
