package dev.parallax.attack.agent;

import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.Assignment;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.v1.PlanFinished;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** A stream of {@code AgentService.Connect} for arbitrary messages. One thread writes. */
final class RogueStream implements ClientResponseObserver<AgentMessage, CoordinatorMessage> {
  private static final long LOOK_AGAIN_NANOS = 1_000_000;

  private final BlockingQueue<Assignment> assignments = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final AtomicLong acknowledged = new AtomicLong();
  private final CompletableFuture<ClientCallStreamObserver<AgentMessage>> call =
      new CompletableFuture<>();

  static RogueStream open(Channel channel) {
    var stream = new RogueStream();
    var _ = AgentServiceGrpc.newStub(channel).connect(stream);
    return stream;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<AgentMessage> requests) {
    call.complete(requests);
  }

  /** An ordinary Hello with these facts. */
  RogueStream hello(Map<String, String> facts) {
    return hello(
        Hello.newBuilder()
            .setContract(Contract.VERSION)
            .setAgentVersion(Contract.release())
            .putAllFacts(facts)
            .build());
  }

  RogueStream hello(Hello hello) {
    send(AgentMessage.newBuilder().setHello(hello).build());
    return this;
  }

  /** Sends as soon as the transport is ready; nothing once the stream has ended. */
  boolean send(AgentMessage message) {
    var requests = call.join();
    while (!requests.isReady() && !ended()) {
      LockSupport.parkNanos(LOOK_AGAIN_NANOS);
    }
    synchronized (this) {
      if (ended()) {
        return false;
      }
      requests.onNext(message);
      return true;
    }
  }

  void finish(Assignment assignment, int round) {
    send(
        AgentMessage.newBuilder()
            .setPlanFinished(
                PlanFinished.newBuilder().setSweepId(assignment.getSweepId()).setRound(round))
            .build());
  }

  Optional<Assignment> assignment(Duration patience) throws InterruptedException {
    return Optional.ofNullable(assignments.poll(patience.toMillis(), TimeUnit.MILLISECONDS));
  }

  long acknowledged() {
    return acknowledged.get();
  }

  boolean ended() {
    return end.isDone();
  }

  /** The end of the stream, as a phrase; {@code still open} before its end. */
  String ending() {
    return end.isDone() ? "stream ended " + end.join().getCode() : "stream still open";
  }

  @Override
  public void onNext(CoordinatorMessage message) {
    switch (message.getKindCase()) {
      case ASSIGNMENT -> assignments.add(message.getAssignment());
      case ACKNOWLEDGEMENT -> acknowledged.incrementAndGet();
      case HEARTBEAT -> reply(message.getHeartbeat().getSequence());
      default -> {
        // Messages that a rogue agent ignores.
      }
    }
  }

  private void reply(long sequence) {
    synchronized (this) {
      if (!ended()) {
        call.join()
            .onNext(
                AgentMessage.newBuilder()
                    .setHeartbeatReply(
                        HeartbeatReply.newBuilder()
                            .setSequence(sequence)
                            .setAgentTime(Wire.toProto(Instant.now())))
                    .build());
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
}
