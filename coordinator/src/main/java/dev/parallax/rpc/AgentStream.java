package dev.parallax.rpc;

import com.google.protobuf.ByteString;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.Assignment;
import dev.parallax.model.Observation;
import dev.parallax.model.Sighting;
import dev.parallax.model.SweepId;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import dev.parallax.sweep.Intake;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.Cancel;
import dev.parallax.v1.CollectSightings;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.Drain;
import dev.parallax.v1.Heartbeat;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.v1.Sightings;
import dev.parallax.v1.Welcome;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent's open stream. Messages come in one at a time; what goes out comes from several threads
 * and is serialized here, because a gRPC stream takes one writer.
 */
final class AgentStream implements StreamObserver<AgentMessage>, AgentLink, Intake.Sender {
  private static final Logger log = LoggerFactory.getLogger(AgentStream.class);

  private final VantageId id;
  private final Map<String, String> labels;
  private final Intake intake;
  private final Presence presence;
  private final InstantSource clock;
  private final Optional<InetAddress> remote;
  private final StreamObserver<CoordinatorMessage> out;
  private final ClockOffset clockOffset;
  private Optional<Hello> hello = Optional.empty();
  private boolean draining;
  private volatile Instant lastHeard;
  private boolean ended;

  /** Told when a stream is ready for plans, and when it is gone. */
  interface Presence {
    void arrived(AgentStream stream);

    void left(AgentStream stream);
  }

  AgentStream(
      VantageId id,
      Map<String, String> labels,
      Intake intake,
      Presence presence,
      InstantSource clock,
      Optional<InetAddress> remote,
      StreamObserver<CoordinatorMessage> out) {
    this.id = id;
    this.labels = labels;
    this.intake = intake;
    this.presence = presence;
    this.clock = clock;
    this.remote = remote;
    this.out = out;
    this.clockOffset = new ClockOffset(clock);
    this.lastHeard = clock.instant();
  }

  VantageId id() {
    return id;
  }

  @Override
  public void onNext(AgentMessage message) {
    if (hasEnded()) {
      return;
    }
    lastHeard = clock.instant();
    try {
      receive(message);
    } catch (IllegalArgumentException brokenRule) {
      intake.malformed();
      end(Status.INVALID_ARGUMENT.withDescription(brokenRule.getMessage()));
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
      end(Status.UNAVAILABLE.withDescription("the coordinator is shutting down"));
    }
  }

  @Override
  public void onError(Throwable broken) {
    leave();
    synchronized (this) {
      ended = true;
    }
  }

  @Override
  public void onCompleted() {
    leave();
    complete();
  }

  @Override
  public synchronized Vantage vantage() {
    return new Vantage(
        id,
        labels,
        hello.map(Hello::getAgentVersion).orElse(""),
        clockOffset.offset(),
        hello.map(said -> SeenFrom.completed(said.getFactsMap(), remote)).orElse(Map.of()));
  }

  @Override
  public synchronized boolean draining() {
    return draining;
  }

  @Override
  public Instant lastHeard() {
    return lastHeard;
  }

  @Override
  public void assign(Assignment assignment) {
    var message =
        dev.parallax.v1.Assignment.newBuilder()
            .setSweepId(assignment.sweep().value())
            .setPlan(ByteString.copyFrom(assignment.plan().toArray()))
            .setStartAfter(Wire.toProto(assignment.startAfter()))
            .setDeadline(Wire.toProto(assignment.deadline()));
    assignment
        .routes()
        .forEach(
            (target, route) -> message.putRoutes(target, ByteString.copyFrom(route.getAddress())));
    assignment.watchPorts().stream().sorted().forEach(message::addWatchPorts);
    send(CoordinatorMessage.newBuilder().setAssignment(message).build());
  }

  @Override
  public void cancel(SweepId sweep) {
    send(
        CoordinatorMessage.newBuilder()
            .setCancel(Cancel.newBuilder().setSweepId(sweep.value()))
            .build());
  }

  @Override
  public void collectSightings(SweepId sweep, int round, Set<String> clientRandoms) {
    var wanted = CollectSightings.newBuilder().setSweepId(sweep.value()).setRound(round);
    clientRandoms.forEach(random -> wanted.addClientRandoms(ByteString.fromHex(random)));
    send(CoordinatorMessage.newBuilder().setCollectSightings(wanted).build());
  }

  @Override
  public synchronized void drain() {
    draining = true;
    send(CoordinatorMessage.newBuilder().setDrain(Drain.getDefaultInstance()).build());
  }

  @Override
  public synchronized void heartbeat() {
    var number = clockOffset.ask(System.nanoTime());
    if (number.isEmpty()) {
      end(Status.DEADLINE_EXCEEDED.withDescription("no answer to the last heartbeats"));
      return;
    }
    send(
        CoordinatorMessage.newBuilder()
            .setHeartbeat(Heartbeat.newBuilder().setSequence(number.get()))
            .build());
  }

  @Override
  public void cut(Cut reason) {
    end(
        switch (reason) {
          case REVOKED ->
              Status.PERMISSION_DENIED.withDescription("this vantage was revoked: " + id);
          case REPLACED ->
              Status.ALREADY_EXISTS.withDescription("another process connected as: " + id);
          case STORE_FAILED ->
              Status.RESOURCE_EXHAUSTED.withDescription("observations cannot be stored");
          case SHUTDOWN -> Status.UNAVAILABLE.withDescription("the coordinator is shutting down");
        });
  }

  @Override
  public void stored(Observation observation) {
    send(
        CoordinatorMessage.newBuilder()
            .setAcknowledgement(
                Acknowledgement.newBuilder().setKey(Wire.toProto(observation.key())))
            .build());
  }

  @Override
  public void notStored(RuntimeException error) {
    cut(Cut.STORE_FAILED);
  }

  private void receive(AgentMessage message) throws InterruptedException {
    switch (message.getKindCase()) {
      case HELLO -> greet(message.getHello());
      case OBSERVATION -> intake.observed(own(Wire.fromProto(message.getObservation())), this);
      case PLAN_FINISHED -> {
        var finished = message.getPlanFinished();
        if (finished.getUnsupportedCount() > 0) {
          log.warn("{} does not understand: {}", id, finished.getUnsupportedList());
        }
        intake.planFinished(
            new SweepId(finished.getSweepId()),
            id,
            finished.getRound(),
            finished.getUnsupportedCount() == 0);
      }
      case HEARTBEAT_REPLY -> answered(message.getHeartbeatReply());
      case GOODBYE -> leave();
      case SIGHTINGS -> sighted(message.getSightings());
      case KIND_NOT_SET -> log.debug("{} sent a kind of message this version does not know", id);
    }
  }

  private void sighted(Sightings seen) throws InterruptedException {
    var sightings = seen.getSightingsList().stream().map(Wire::fromProto).map(this::own).toList();
    intake.sighted(new SweepId(seen.getSweepId()), id, seen.getRound(), sightings, seen.getLast());
  }

  private void greet(Hello said) {
    if (!Contract.isSpoken(said.getContract())) {
      end(
          Status.FAILED_PRECONDITION.withDescription(
              "this coordinator speaks contract %d, the agent %s speaks %d"
                  .formatted(Contract.VERSION, said.getAgentVersion(), said.getContract())));
      return;
    }
    synchronized (this) {
      hello = Optional.of(said);
    }
    send(
        CoordinatorMessage.newBuilder()
            .setWelcome(
                Welcome.newBuilder()
                    .setContract(Contract.VERSION)
                    .setCoordinatorVersion(Contract.release())
                    .setCoordinatorTime(Wire.toProto(clock.instant())))
            .build());
    presence.arrived(this);
    heartbeat();
  }

  /** An agent speaks for its own vantage only. */
  private Observation own(Observation observation) {
    if (!observation.key().vantage().equals(id)) {
      throw new IllegalArgumentException(
          "an agent reports for its own vantage %s, got: %s"
              .formatted(id, observation.key().vantage()));
    }
    return observation;
  }

  private Sighting own(Sighting seen) {
    if (!seen.witness().equals(id)) {
      throw new IllegalArgumentException(
          "an agent is witness for its own vantage %s, got: %s".formatted(id, seen.witness()));
    }
    return seen;
  }

  private synchronized void answered(HeartbeatReply reply) {
    clockOffset.answered(
        reply.getSequence(),
        Wire.time("heartbeat_reply.agent_time", reply.getAgentTime()),
        System.nanoTime());
  }

  private synchronized void send(CoordinatorMessage message) {
    if (!ended) {
      out.onNext(message);
    }
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  private void leave() {
    presence.left(this);
  }

  private synchronized void complete() {
    if (!ended) {
      ended = true;
      out.onCompleted();
    }
  }

  private void end(Status status) {
    leave();
    synchronized (this) {
      if (!ended) {
        ended = true;
        out.onError(status.asRuntimeException());
      }
    }
  }
}
