package dev.parallax.rpc.agent;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.ByteString;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.SpoolFigures;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.Vantage;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.Cancel;
import dev.parallax.v1.CollectSightings;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.CurrentFacts;
import dev.parallax.v1.Drain;
import dev.parallax.v1.Heartbeat;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.v1.SpoolState;
import dev.parallax.v1.Welcome;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agent's open stream for the other parts of the coordinator. Thread-safe. */
final class AgentConnection implements AgentLink {
  private static final Logger log = LoggerFactory.getLogger(AgentConnection.class);
  private static final int LONGEST_INSTANCE = 64;

  private final AdmittedAgent agent;
  private final Presence presence;
  private final InstantSource clock;
  private final StreamWriter out;
  private final Heartbeats heartbeats;
  private final Instant opened;
  private Optional<Hello> hello = Optional.empty();
  private Map<String, String> facts = Map.of();
  private Optional<SpoolFigures> spool = Optional.empty();
  private boolean draining;
  private volatile Instant lastHeard;

  /** Decides whether a stream is accepted, and is notified of its end. */
  interface Presence {
    /** The times of the fleet as it is now. */
    FleetPace pace();

    /** {@code HOST:PORT} of every coordinator of the fleet. */
    List<String> coordinators();

    /** Whether the vantage belongs to this stream; may wait some seconds. */
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
  public synchronized Vantage vantage() {
    return new Vantage(
        id(),
        agent.labels(),
        hello.map(greeting -> BoundedFacts.version(greeting.getAgentVersion())).orElse(""),
        heartbeats.offset(),
        facts);
  }

  @Override
  public synchronized String instance() {
    return hello
        .map(greeting -> HexFormat.of().formatHex(greeting.getInstance().toByteArray()))
        .orElse("");
  }

  @Override
  public synchronized Optional<SpoolFigures> spool() {
    return spool;
  }

  @Override
  public synchronized boolean draining() {
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

  synchronized boolean hasGreeted() {
    return hello.isPresent();
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
    keep(greeting);
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
    welcome();
    heartbeat();
  }

  private void keep(Hello greeting) {
    if (greeting.getInstance().size() > LONGEST_INSTANCE) {
      throw new IllegalArgumentException(
          "hello.instance has at most %d bytes, got: %d"
              .formatted(LONGEST_INSTANCE, greeting.getInstance().size()));
    }
    synchronized (this) {
      // Its facts are bounded separately, and the message itself is not kept.
      hello = Optional.of(greeting.toBuilder().clearFacts().build());
    }
    keep(greeting.getFactsMap());
    if (greeting.hasSpool()) {
      keep(greeting.getSpool());
    }
  }

  private synchronized void keep(SpoolState reported) {
    var now =
        new SpoolFigures(
            Integer.toUnsignedLong(reported.getRecords()),
            reported.getBytes(),
            reported.getDropped(),
            reported.getDamaged(),
            reported.getMemoryOnly());
    if (now.isTrouble() && !spool.map(SpoolFigures::losses).equals(Optional.of(now.losses()))) {
      log.warn("{}: {}", id(), now.losses());
    }
    spool = Optional.of(now);
  }

  private synchronized void keep(Map<String, String> sent) {
    facts = SeenFrom.completed(BoundedFacts.of(sent), agent);
  }

  /** The agent read its host again. */
  void factsChanged(CurrentFacts current) {
    keep(current.getFactsMap());
  }

  private void welcome() {
    out.send(
        CoordinatorMessage.newBuilder()
            .setWelcome(
                Welcome.newBuilder()
                    .setContract(Contract.VERSION)
                    .setCoordinatorVersion(Contract.release())
                    .setCoordinatorTime(Wire.toProto(clock.instant()))
                    .addAllCoordinators(presence.coordinators()))
            .build());
  }

  @Override
  public void assign(Assignment assignment) {
    var message =
        dev.parallax.v1.Assignment.newBuilder()
            .setSweepId(assignment.sweep().value())
            .setPlan(ByteString.copyFrom(assignment.plan().toArray()))
            .setStartAfter(Wire.toProto(assignment.startAfter()))
            .setDeadline(Wire.toProto(assignment.deadline()))
            .setHandshakeInterval(Wire.toProto(assignment.handshakeInterval()));
    assignment
        .routes()
        .forEach(
            (target, route) -> message.putRoutes(target, ByteString.copyFrom(route.getAddress())));
    assignment.credentials().forEach((name, each) -> message.putCredentials(name, encoded(each)));
    assignment.watchPorts().stream().sorted().forEach(message::addWatchPorts);
    out.send(CoordinatorMessage.newBuilder().setAssignment(message).build());
  }

  private static dev.parallax.v1.OriginCredentials encoded(OriginCredentials credentials) {
    return dev.parallax.v1.OriginCredentials.newBuilder()
        .setOrigin(credentials.origin())
        .setAuthorization(credentials.authorization().value())
        .build();
  }

  @Override
  public void cancel(SweepId sweep) {
    out.send(
        CoordinatorMessage.newBuilder()
            .setCancel(Cancel.newBuilder().setSweepId(sweep.value()))
            .build());
  }

  @Override
  public void collectSightings(SweepId sweep, int round, Set<String> clientRandoms) {
    var wanted = CollectSightings.newBuilder().setSweepId(sweep.value()).setRound(round);
    clientRandoms.forEach(random -> wanted.addClientRandoms(ByteString.fromHex(random)));
    out.send(CoordinatorMessage.newBuilder().setCollectSightings(wanted).build());
  }

  @Override
  public synchronized void drain() {
    draining = true;
    out.send(CoordinatorMessage.newBuilder().setDrain(Drain.getDefaultInstance()).build());
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
      keep(reply.getSpool());
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
    out.send(
        CoordinatorMessage.newBuilder()
            .setHeartbeat(heartbeat(number.get(), presence.pace()))
            .build());
    return number;
  }

  private static Heartbeat.Builder heartbeat(long number, FleetPace pace) {
    return Heartbeat.newBuilder()
        .setSequence(number)
        .setInterval(Wire.toProto(pace.interval()))
        .setReconnectSpread(Wire.toProto(pace.reconnectSpread()));
  }

  @Override
  public void cut(Cut reason) {
    end(
        switch (reason) {
          case REVOKED ->
              Status.PERMISSION_DENIED.withDescription("this vantage was revoked: " + id());
          case REPLACED ->
              Status.UNAVAILABLE.withDescription("a newer connection replaced: " + id());
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
