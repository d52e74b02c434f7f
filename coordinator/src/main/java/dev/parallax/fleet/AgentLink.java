package dev.parallax.fleet;

import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The open stream to one agent, for the other packages of the coordinator. Every method returns at
 * once.
 */
public interface AgentLink {
  /** The vantage as currently known: labels, facts, last measured clock offset. */
  Vantage vantage();

  boolean draining();

  /** The time of the agent's last message. */
  Instant lastHeard();

  void assign(Assignment assignment);

  void cancel(SweepId sweep);

  /**
   * The round is over at every vantage; the agent may answer with its sightings of the round.
   *
   * @param clientRandoms of the ClientHellos of the round's vantages; lower-case hex
   */
  void collectSightings(SweepId sweep, int round, Set<String> clientRandoms);

  /** No further plans until the agent connects again. */
  void drain();

  /** Requests the agent's clock; ends a link that left earlier requests unanswered for too long. */
  void heartbeat();

  /** The random value that the agent's process chose at its start; empty when it sent none. */
  default String instance() {
    return "";
  }

  /** The last reported figures of the agent's spool; empty when it reports none. */
  default Optional<SpoolFigures> spool() {
    return Optional.empty();
  }

  /** The source address of the stream; unknown in process. */
  default Optional<InetAddress> remote() {
    return Optional.empty();
  }

  /**
   * Requests an immediate answer.
   *
   * @return true as soon as the agent answers, false after 3 s without an answer
   */
  default CompletableFuture<Boolean> challenge() {
    return CompletableFuture.completedFuture(true);
  }

  /** Ends the stream; {@code reason} reaches the agent. */
  void cut(Cut reason);

  /** Why a stream is ended by the coordinator. */
  enum Cut {
    REVOKED,
    /** A newer connection replaced it. */
    REPLACED,
    /** Another process with the same identity answers at another coordinator. */
    SECOND_PROCESS,
    STORE_FAILED,
    SHUTDOWN
  }
}
