package dev.parallax.rpc.agent;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.SpoolFigures;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.CurrentFacts;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** An agent's open stream for the other parts of the coordinator. Thread-safe. */
final class AgentConnection implements AgentLink {
  private final AdmittedAgent agent;
  private final ReportedState reported;
  private final Presence presence;
  private final InstantSource clock;
  private final StreamWriter out;
  private final Heartbeats heartbeats;
  private final Instant opened;
  private volatile boolean draining;
  private volatile Instant lastHeard;

  /** Decides whether a stream is accepted, and is notified of its end. */
  interface Presence {
    /** The times of the fleet as it is now. */
    FleetPace pace();

    /** {@code HOST:PORT} of every coordinator of the fleet. */
    List<String> coordinators();

    /** Whether the vantage belongs to this stream; may wait a few seconds. */
    boolean arrived(AgentConnection connection);

    void left(AgentConnection connection);
  }

  AgentConnection(
      AdmittedAgent agent,
      Presence presence,
      InstantSource clock,
      Ticker ticker,
      StreamWriter out) {
    this.agent = agent;
    this.reported = new ReportedState(agent);
    this.presence = presence;
    this.clock = clock;
    this.out = out;
    this.heartbeats = new Heartbeats(clock, ticker);
    this.opened = clock.instant();
    this.lastHeard = opened;
  }

  VantageId id() {
    return agent.id();
  }

  Optional<X509Certificate> certificate() {
    return agent.certificate();
  }

  @Override
  public Optional<InetAddress> remote() {
    return agent.remote();
  }

  @Override
  public Vantage vantage() {
    return reported.vantage(heartbeats.offset());
  }

  @Override
  public String instance() {
    return reported.instance();
  }

  @Override
  public Optional<SpoolFigures> spool() {
    return reported.spool();
  }

  @Override
  public boolean draining() {
    return draining;
  }

  @Override
  public Instant lastHeard() {
    return lastHeard;
  }

  /** A message of the agent arrived. */
  void heard() {
    lastHeard = clock.instant();
  }

  boolean hasGreeted() {
    return reported.hasGreeted();
  }

  /** The first message of the agent: it is welcomed, or its stream ends. */
  void greet(Hello greeting) {
    if (!Contract.isSpoken(greeting.getContract())) {
      end(
          Status.FAILED_PRECONDITION.withDescription(
              "this coordinator speaks contract %d, the agent %s speaks %d"
                  .formatted(
                      Contract.VERSION, greeting.getAgentVersion(), greeting.getContract())));
      return;
    }
    reported.greeting(greeting);
    if (!presence.arrived(this)) {
      end(
          Status.ABORTED.withDescription(
              "another process with the identity of " + id() + " is connected and answers"));
      return;
    }
    if (out.hasEnded()) {
      leave();
      return;
    }
    out.send(AgentMessages.welcome(clock.instant(), presence.coordinators()));
    heartbeat();
  }

  /** The agent read its host again. */
  void factsChanged(CurrentFacts current) {
    reported.facts(current.getFactsMap());
  }

  @Override
  public void assign(Assignment assignment) {
    out.send(AgentMessages.assignment(assignment));
  }

  @Override
  public void cancel(SweepId sweep) {
    out.send(AgentMessages.cancel(sweep));
  }

  @Override
  public void collectSightings(SweepId sweep, int round, Set<String> clientRandoms) {
    out.send(AgentMessages.collectSightings(sweep, round, clientRandoms));
  }

  @Override
  public void drain() {
    draining = true;
    out.send(AgentMessages.drain());
  }

  @Override
  public void heartbeat() {
    var _ = sendHeartbeat();
  }

  @Override
  public CompletableFuture<Boolean> challenge() {
    return heartbeats.challenge(this::sendHeartbeat);
  }

  void answered(HeartbeatReply reply) {
    if (reply.hasSpool()) {
      reported.spool(reply.getSpool());
    }
    heartbeats.answered(
        reply.getSequence(), Wire.time("heartbeat_reply.agent_time", reply.getAgentTime()));
  }

  /** The number of the heartbeat that was sent; empty when the stream has ended. */
  private Optional<Long> sendHeartbeat() {
    if (out.hasEnded()) {
      return Optional.empty();
    }
    var number = heartbeats.next();
    if (number.isEmpty()) {
      end(Status.DEADLINE_EXCEEDED.withDescription("no answer to the last heartbeats"));
      return number;
    }
    out.send(AgentMessages.heartbeat(number.get(), presence.pace()));
    return number;
  }

  @Override
  public void cut(Cut reason) {
    end(
        switch (reason) {
          case REVOKED ->
              Status.PERMISSION_DENIED.withDescription("this vantage was revoked: " + id());
          case REPLACED ->
              Status.UNAVAILABLE.withDescription("a newer connection replaced: " + id());
          case SECOND_PROCESS ->
              Status.ABORTED.withDescription(
                  "another process with the identity of "
                      + id()
                      + " is connected to another coordinator and answers");
          case STORE_FAILED ->
              Status.RESOURCE_EXHAUSTED.withDescription("observations cannot be stored");
          case SHUTDOWN -> Status.UNAVAILABLE.withDescription("the coordinator is shutting down");
        });
  }

  /** Ends a stream that was opened before {@code since} and has no Hello yet. */
  void endUngreeted(Instant since) {
    if (!hasGreeted() && opened.isBefore(since)) {
      end(Status.DEADLINE_EXCEEDED.withDescription("no Hello"));
    }
  }

  /** The agent has disconnected, or is disconnecting. */
  void leave() {
    heartbeats.stop();
    presence.left(this);
  }

  void end(Status status) {
    leave();
    out.end(status);
  }
}
