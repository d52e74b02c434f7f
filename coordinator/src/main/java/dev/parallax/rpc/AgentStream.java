package dev.parallax.rpc;

import com.google.protobuf.ByteString;
import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.Assignment;
import dev.parallax.log.LogContext;
import dev.parallax.model.Observation;
import dev.parallax.model.Sighting;
import dev.parallax.model.SweepId;
import dev.parallax.model.TrialKey;
import dev.parallax.model.Vantage;
import dev.parallax.model.VantageId;
import dev.parallax.sweep.Drops.Reason;
import dev.parallax.sweep.Intake;
import dev.parallax.text.Printable;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.Cancel;
import dev.parallax.v1.CollectSightings;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.Drain;
import dev.parallax.v1.Heartbeat;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.v1.PlanFinished;
import dev.parallax.v1.Refusal;
import dev.parallax.v1.Sightings;
import dev.parallax.v1.Welcome;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent's open stream. Messages arrive one at a time; outgoing messages come from several
 * threads and are serialized here, because a gRPC stream permits one writer.
 */
final class AgentStream implements StreamObserver<AgentMessage>, AgentLink, Intake.Sender {
  private static final Logger log = LoggerFactory.getLogger(AgentStream.class);
  private static final int MOST_SIGHTINGS = 1_000;

  /** A larger observation is not decoded; an admitted observation is within its quota. */
  private static final int LONGEST_OBSERVATION = 1 << 20;

  private static final Duration CHALLENGE = Duration.ofSeconds(3);
  private static final int LONGEST_INSTANCE = 64;

  private final VantageId id;
  private final Map<String, String> labels;
  private final Intake intake;
  private final Presence presence;
  private final InstantSource clock;
  private final Optional<InetAddress> remote;
  private final Optional<X509Certificate> certificate = Caller.certificate();
  private final StreamObserver<CoordinatorMessage> out;
  private final ClockOffset clockOffset;
  private CompletableFuture<Boolean> challenge = CompletableFuture.completedFuture(false);
  private long challengeNumber;
  private Optional<Hello> hello = Optional.empty();
  private Map<String, String> facts = Map.of();
  private final Instant opened;
  private boolean draining;
  private volatile Instant lastHeard;
  private boolean ended;

  /** Decides whether a stream is accepted, and is notified of its end. */
  interface Presence {
    /** Whether the vantage belongs to this stream; may wait some seconds. */
    boolean arrived(AgentStream stream);

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
    this.opened = clock.instant();
    this.lastHeard = opened;
  }

  /** The certificate of the agent; absent for in-process calls. */
  Optional<X509Certificate> certificate() {
    return certificate;
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
    try (var _ = LogContext.of(id)) {
      receive(message);
    } catch (IllegalArgumentException brokenRule) {
      intake.dropped(Reason.MALFORMED);
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
        hello.map(said -> BoundedFacts.version(said.getAgentVersion())).orElse(""),
        clockOffset.offset(),
        facts);
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
  public void heartbeat() {
    var _ = ask();
  }

  @Override
  public Optional<InetAddress> remote() {
    return remote;
  }

  @Override
  public synchronized String instance() {
    return hello.map(said -> HexFormat.of().formatHex(said.getInstance().toByteArray())).orElse("");
  }

  @Override
  public synchronized CompletableFuture<Boolean> challenge() {
    if (challenge.isDone()) {
      challenge = new CompletableFuture<>();
      challenge.completeOnTimeout(false, CHALLENGE.toMillis(), TimeUnit.MILLISECONDS);
      ask().ifPresentOrElse(number -> challengeNumber = number, () -> challenge.complete(false));
    }
    return challenge;
  }

  /** The number of the heartbeat that was sent; empty when the stream has ended. */
  private synchronized Optional<Long> ask() {
    if (ended) {
      return Optional.empty();
    }
    var number = clockOffset.ask(System.nanoTime());
    if (number.isEmpty()) {
      end(Status.DEADLINE_EXCEEDED.withDescription("no answer to the last heartbeats"));
      return number;
    }
    send(
        CoordinatorMessage.newBuilder()
            .setHeartbeat(Heartbeat.newBuilder().setSequence(number.get()))
            .build());
    return number;
  }

  @Override
  public void cut(Cut reason) {
    end(
        switch (reason) {
          case REVOKED ->
              Status.PERMISSION_DENIED.withDescription("this vantage was revoked: " + id);
          case REPLACED -> Status.UNAVAILABLE.withDescription("a newer connection replaced: " + id);
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
  public void refused(TrialKey key, Reason reason) {
    log.debug("{}: an observation is not taken: {}", id, reason);
    send(
        CoordinatorMessage.newBuilder()
            .setAcknowledgement(
                Acknowledgement.newBuilder().setKey(Wire.toProto(key)).setRefused(refusal(reason)))
            .build());
  }

  private static Refusal refusal(Reason reason) {
    return switch (reason) {
      case LATE -> Refusal.REFUSAL_LATE;
      case NOT_ASKED, BEFORE_HELLO -> Refusal.REFUSAL_NOT_ASKED;
      case TOO_LARGE -> Refusal.REFUSAL_TOO_LARGE;
      case OVER_QUOTA -> Refusal.REFUSAL_OVER_QUOTA;
      case MALFORMED, NOT_STORED, DISPLACED -> Refusal.REFUSAL_MALFORMED;
    };
  }

  @Override
  public void notStored(RuntimeException error) {
    cut(Cut.STORE_FAILED);
  }

  @Override
  public void displaced(long totalBytes) {
    if (!hasEnded()) {
      log.warn("{} is cut: its queue is the longest, and all together are full", id);
      end(
          Status.RESOURCE_EXHAUSTED.withDescription(
              "the queues of all vantages are full (%d bytes), and the longest is that of: %s"
                  .formatted(totalBytes, id)));
    }
  }

  private void receive(AgentMessage message) throws InterruptedException {
    if (hasGreeted() == (message.getKindCase() == AgentMessage.KindCase.HELLO)) {
      outOfOrder(message.getKindCase());
      return;
    }
    switch (message.getKindCase()) {
      case HELLO -> greet(message.getHello());
      case OBSERVATION -> observed(message.getObservation());
      case PLAN_FINISHED -> finished(message.getPlanFinished());
      case HEARTBEAT_REPLY -> answered(message.getHeartbeatReply());
      case GOODBYE -> leave();
      case SIGHTINGS -> sighted(message.getSightings());
      case KIND_NOT_SET -> log.debug("{} sent a kind of message this version does not know", id);
    }
  }

  private void outOfOrder(AgentMessage.KindCase kind) {
    if (kind == AgentMessage.KindCase.OBSERVATION) {
      intake.dropped(Reason.BEFORE_HELLO);
    }
    end(
        Status.INVALID_ARGUMENT.withDescription(
            "Hello is the first message of a stream, once, got: " + kind));
  }

  /**
   * An observation that cannot be accepted is refused by its key; an observation without a key ends
   * the stream.
   */
  private void observed(dev.parallax.v1.Observation proto) throws InterruptedException {
    if (!proto.hasKey()) {
      throw new IllegalArgumentException("observation.key: missing");
    }
    var key = own(Wire.fromProto(proto.getKey()));
    if (proto.getSerializedSize() > LONGEST_OBSERVATION) {
      intake.dropped(Reason.TOO_LARGE);
      refused(key, Reason.TOO_LARGE);
      return;
    }
    Observation observation;
    try {
      observation = Wire.fromProto(proto);
    } catch (IllegalArgumentException malformed) {
      log.warn("{}: {}", id, Printable.of(String.valueOf(malformed.getMessage())));
      intake.dropped(Reason.MALFORMED);
      refused(key, Reason.MALFORMED);
      return;
    }
    intake.observed(observation, proto.getSerializedSize(), this);
  }

  private void finished(PlanFinished finished) throws InterruptedException {
    if (finished.getUnsupportedCount() > 0) {
      log.warn("{} does not understand: {}", id, Printable.of(finished.getUnsupported(0)));
    }
    intake.planFinished(
        new SweepId(finished.getSweepId()),
        id,
        finished.getRound(),
        finished.getUnsupportedCount() == 0);
  }

  private void sighted(Sightings seen) throws InterruptedException {
    if (seen.getSightingsCount() > MOST_SIGHTINGS) {
      throw new IllegalArgumentException(
          "sightings: expected at most %d a message, got: %d"
              .formatted(MOST_SIGHTINGS, seen.getSightingsCount()));
    }
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
    if (said.getInstance().size() > LONGEST_INSTANCE) {
      throw new IllegalArgumentException(
          "hello.instance has at most %d bytes, got: %d"
              .formatted(LONGEST_INSTANCE, said.getInstance().size()));
    }
    synchronized (this) {
      // Its facts are bounded apart, and the message itself is not kept.
      hello = Optional.of(said.toBuilder().clearFacts().build());
      facts = SeenFrom.completed(BoundedFacts.of(said.getFactsMap()), remote, labels);
    }
    if (!presence.arrived(this)) {
      end(
          Status.ABORTED.withDescription(
              "another process with the identity of " + id + " is connected and answers"));
      return;
    }
    if (hasEnded()) {
      leave();
      return;
    }
    send(
        CoordinatorMessage.newBuilder()
            .setWelcome(
                Welcome.newBuilder()
                    .setContract(Contract.VERSION)
                    .setCoordinatorVersion(Contract.release())
                    .setCoordinatorTime(Wire.toProto(clock.instant())))
            .build());
    heartbeat();
  }

  /** An agent reports for its own vantage only. */
  private TrialKey own(TrialKey key) {
    if (!key.vantage().equals(id)) {
      throw new IllegalArgumentException(
          "an agent reports for its own vantage %s, got: %s".formatted(id, key.vantage()));
    }
    return key;
  }

  private Sighting own(Sighting seen) {
    if (!seen.witness().equals(id)) {
      throw new IllegalArgumentException(
          "an agent is witness for its own vantage %s, got: %s".formatted(id, seen.witness()));
    }
    return seen;
  }

  private synchronized void answered(HeartbeatReply reply) {
    if (reply.getSequence() >= challengeNumber) {
      challenge.complete(true);
    }
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

  /** Ends a stream that was opened before {@code since} and has not sent Hello. */
  void endUngreeted(Instant since) {
    if (!hasGreeted() && opened.isBefore(since)) {
      end(Status.DEADLINE_EXCEEDED.withDescription("no Hello"));
    }
  }

  private synchronized boolean hasGreeted() {
    return hello.isPresent();
  }

  private synchronized boolean hasEnded() {
    return ended;
  }

  private void leave() {
    synchronized (this) {
      challenge.complete(false);
    }
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
