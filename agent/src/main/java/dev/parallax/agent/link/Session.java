package dev.parallax.agent.link;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.parallax.agent.link.pace.CoordinatorSilence;
import dev.parallax.model.value.SweepId;
import dev.parallax.text.Printable;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.Assignment;
import dev.parallax.v1.CollectSightings;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.Goodbye;
import dev.parallax.v1.Heartbeat;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.v1.Welcome;
import dev.parallax.wire.Wire;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream to the coordinator, from Hello to its end. Writes of several threads are serialized.
 */
final class Session implements ClientResponseObserver<AgentMessage, CoordinatorMessage> {
  private static final Logger log = LoggerFactory.getLogger(Session.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration SILENCE_CHECK = Duration.ofSeconds(5);

  private final Uplink uplink;
  private final CoordinatorOrders orders;
  private final InstantSource clock;
  private final CoordinatorLink.ChannelDialer dialer;
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final StreamObserver<AgentMessage> out;
  private volatile Optional<ClientCallStreamObserver<AgentMessage>> call = Optional.empty();
  private final CoordinatorSilence silence = new CoordinatorSilence(System::nanoTime);
  private volatile boolean returning;
  private volatile OptionalLong welcomedAt = OptionalLong.empty();

  @GuardedBy("out")
  private boolean left;

  Session(
      Channel channel,
      Uplink uplink,
      CoordinatorOrders orders,
      InstantSource clock,
      CoordinatorLink.ChannelDialer dialer) {
    this.uplink = uplink;
    this.orders = orders;
    this.clock = clock;
    this.dialer = dialer;
    this.out = AgentServiceGrpc.newStub(channel).connect(this);
  }

  /** The first word is the agent's; the coordinator is silent until then. */
  void begin(Hello hello) {
    send(AgentMessage.newBuilder().setHello(hello).build());
  }

  /** Completes with the reason when the stream has ended. */
  CompletableFuture<Status> end() {
    return end;
  }

  /** As {@link #goodbye}: the next stream is that to the first choice of this agent. */
  void leaveToReturn() {
    returning = true;
    goodbye("returning to the preferred coordinator");
  }

  boolean returning() {
    return returning;
  }

  /** Whether the coordinator has accepted this agent. */
  boolean welcomed() {
    return welcomedAt.isPresent();
  }

  /** How long the stream has stood since the coordinator accepted this agent. */
  Duration stood() {
    return welcomedAt.isEmpty()
        ? Duration.ZERO
        : Duration.ofNanos(System.nanoTime() - welcomedAt.getAsLong());
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<AgentMessage> starting) {
    call = Optional.of(starting);
    starting.setOnReadyHandler(() -> uplink.ready(this));
  }

  /** Whether the transport has room for another message; {@link Uplink#ready} follows if not. */
  boolean isReady() {
    return call.filter(ClientCallStreamObserver::isReady).isPresent();
  }

  void send(AgentMessage message) {
    synchronized (out) {
      if (!left && !end.isDone()) {
        out.onNext(message);
      }
    }
  }

  /**
   * Closes the stream on purpose, once; sends no further message. The stream also ends when the
   * coordinator does not answer.
   */
  void goodbye(String reason) {
    synchronized (out) {
      send(AgentMessage.newBuilder().setGoodbye(Goodbye.newBuilder().setReason(reason)).build());
      if (!left && !end.isDone()) {
        out.onCompleted();
      }
      left = true;
    }
    var _ = end.completeOnTimeout(Status.OK, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void onNext(CoordinatorMessage message) {
    silence.heard();
    switch (message.getKindCase()) {
      case WELCOME -> welcome(message.getWelcome());
      case ASSIGNMENT -> assigned(message.getAssignment());
      case ACKNOWLEDGEMENT -> uplink.acknowledged(message.getAcknowledgement());
      case CANCEL -> orders.cancelled(new SweepId(message.getCancel().getSweepId()));
      case HEARTBEAT -> reply(message.getHeartbeat());
      case DRAIN -> orders.drained();
      case COLLECT_SIGHTINGS -> collect(message.getCollectSightings());
      case KIND_NOT_SET -> {
        // A message kind of a newer coordinator; the contract requires to ignore it.
      }
    }
  }

  @Override
  public void onError(Throwable broken) {
    end.complete(Status.fromThrowable(broken));
  }

  @Override
  public void onCompleted() {
    end.complete(Status.OK);
  }

  /** An unreadable plan does not end the stream: the coordinator receives the reason. */
  private void assigned(Assignment assignment) {
    try {
      orders.assigned(AssignedPlan.of(assignment));
    } catch (IllegalArgumentException malformed) {
      var why = Printable.escaped(String.valueOf(malformed.getMessage()), Printable.LIMIT);
      log.warn("plan refused: {}", why);
      uplink.planRefused(assignment.getSweepId(), why);
    }
  }

  private void collect(CollectSightings wanted) {
    orders.sightingsWanted(
        new SweepId(wanted.getSweepId()), wanted.getRound(), ClientRandoms.of(wanted));
  }

  private void welcome(Welcome welcome) {
    dialer.coordinatorTime(Wire.time("welcome.coordinator_time", welcome.getCoordinatorTime()));
    dialer.coordinators(welcome.getCoordinatorsList());
    welcomedAt = OptionalLong.of(System.nanoTime());
    orders.connected();
    uplink.attach(this);
  }

  /** Ends the stream when the coordinator is silent; returns the time until then. */
  Duration endIfSilent() {
    var left = silence.left().orElse(SILENCE_CHECK);
    if (!left.isPositive()) {
      end.complete(Status.DEADLINE_EXCEEDED.withDescription(silence.description()));
    }
    return left;
  }

  /** The bound of the random wait before the next stream. */
  Duration reconnectSpread() {
    return silence.reconnectSpread();
  }

  private void reply(Heartbeat heartbeat) {
    silence.heartbeat(heartbeat);
    send(
        AgentMessage.newBuilder()
            .setHeartbeatReply(
                HeartbeatReply.newBuilder()
                    .setSequence(heartbeat.getSequence())
                    .setAgentTime(Wire.toProto(clock.instant()))
                    .setSpool(SpoolMessage.of(uplink.spool())))
            .build());
  }
}
