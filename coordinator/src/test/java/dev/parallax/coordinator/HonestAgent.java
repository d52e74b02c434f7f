package dev.parallax.coordinator;

import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.CoordinatorMessage.KindCase;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An agent's stream that is greeted and answers heartbeats. */
final class HonestAgent implements StreamObserver<CoordinatorMessage> {
  private static final int PATIENCE_SECONDS = 10;

  private final BlockingQueue<CoordinatorMessage> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final StreamObserver<AgentMessage> out;

  HonestAgent(ManagedChannel channel) {
    this(channel, Hello.getDefaultInstance());
  }

  /**
   * @param hello the content of Hello besides contract and version
   */
  HonestAgent(ManagedChannel channel, Hello hello) {
    out = AgentServiceGrpc.newStub(channel).connect(this);
    out.onNext(
        AgentMessage.newBuilder()
            .setHello(hello.toBuilder().setContract(Contract.VERSION).setAgentVersion("1.0.0"))
            .build());
  }

  /** Waits for a message of this kind and drops those before it. */
  CoordinatorMessage await(KindCase kind) throws InterruptedException {
    while (true) {
      var message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no " + kind + " within 10 s, stream: " + end);
      }
      if (message.getKindCase() == kind) {
        return message;
      }
    }
  }

  boolean hasEnded() {
    return end.isDone();
  }

  Status end() throws Exception {
    return end.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public synchronized void onNext(CoordinatorMessage message) {
    messages.add(message);
    if (message.hasHeartbeat()) {
      out.onNext(
          AgentMessage.newBuilder()
              .setHeartbeatReply(
                  HeartbeatReply.newBuilder()
                      .setSequence(message.getHeartbeat().getSequence())
                      .setAgentTime(Wire.toProto(Instant.now())))
              .build());
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
