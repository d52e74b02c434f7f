package dev.parallax.coordinator;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.Assignment;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.v1.Observation;
import dev.parallax.v1.Ok;
import dev.parallax.v1.PlanFinished;
import dev.parallax.v1.ProbePlan;
import dev.parallax.v1.Refusal;
import dev.parallax.v1.TcpStep;
import dev.parallax.v1.TrialKey;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** An agent's stream whose answer to an assignment the test defines, over a real connection. */
final class PlanAgent implements ClientResponseObserver<AgentMessage, CoordinatorMessage> {
  private static final byte[] ADDRESS = {(byte) 192, 0, 2, 1};

  final CompletableFuture<Assignment> assigned = new CompletableFuture<>();
  final Map<Refusal, Integer> answers = new ConcurrentHashMap<>();
  private final CompletableFuture<Status> end = new CompletableFuture<>();
  private final String name;
  private final BiConsumer<PlanAgent, Assignment> behaviour;
  private volatile @Nullable ClientCallStreamObserver<AgentMessage> out;
  private volatile boolean greeted;

  PlanAgent(ManagedChannel channel, String name, BiConsumer<PlanAgent, Assignment> behaviour) {
    this.name = name;
    this.behaviour = behaviour;
    var _ = AgentServiceGrpc.newStub(channel).connect(this);
  }

  String name() {
    return name;
  }

  /** Whether its greeting was sent on a stream that has not ended. */
  boolean isGreeted() {
    return greeted && !end.isDone();
  }

  PlanAgent greet(Map<String, String> facts) {
    greeted = true;
    return say(
        AgentMessage.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setContract(Contract.VERSION)
                    .setAgentVersion("1.0.0")
                    .putAllFacts(facts))
            .build());
  }

  /** Sends a message once the transport is ready; nothing after the stream's end. */
  PlanAgent say(AgentMessage message) {
    var stream = Objects.requireNonNull(out);
    while (!stream.isReady() && !end.isDone()) {
      LockSupport.parkNanos(100_000);
    }
    synchronized (this) {
      if (!end.isDone()) {
        stream.onNext(message);
      }
    }
    return this;
  }

  PlanAgent say(Observation.Builder observation) {
    return say(AgentMessage.newBuilder().setObservation(observation).build());
  }

  /** Every trial passes. */
  void runAll(Assignment assignment) {
    trials(assignment).forEach(this::say);
    finish(assignment);
  }

  void finish(Assignment assignment) {
    say(
        AgentMessage.newBuilder()
            .setPlanFinished(
                PlanFinished.newBuilder()
                    .setSweepId(assignment.getSweepId())
                    .setRound(plan(assignment).getRound()))
            .build());
  }

  List<Observation.Builder> trials(Assignment assignment) {
    var trials = new ArrayList<Observation.Builder>();
    var plan = plan(assignment);
    for (var probe : plan.getProbesList()) {
      for (int trial = 1; trial <= probe.getTrials(); trial++) {
        trials.add(
            Observation.newBuilder()
                .setKey(
                    TrialKey.newBuilder()
                        .setSweepId(assignment.getSweepId())
                        .setRound(plan.getRound())
                        .setTarget(probe.getTarget())
                        .setVantage(name)
                        .setArmValue(probe.getArmValue())
                        .setVariant(probe.getVariant())
                        .setAddress(ByteString.copyFrom(ADDRESS))
                        .setTrial(trial))
                .setPlanHash(Wire.planHash(assignment.getPlan().toByteArray()))
                .setOk(Ok.getDefaultInstance())
                .setTcp(
                    TcpStep.newBuilder()
                        .setAddress(ByteString.copyFrom(ADDRESS))
                        .setPort(443)
                        .setTook(Wire.toProto(Duration.ofMillis(9)))));
      }
    }
    return trials;
  }

  Status end() throws Exception {
    return end.get(20, TimeUnit.SECONDS);
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<AgentMessage> stream) {
    out = stream;
  }

  @Override
  public void onNext(CoordinatorMessage message) {
    switch (message.getKindCase()) {
      case HEARTBEAT -> reply(message.getHeartbeat().getSequence());
      case ASSIGNMENT -> {
        assigned.complete(message.getAssignment());
        Thread.startVirtualThread(() -> behaviour.accept(this, message.getAssignment()));
      }
      case ACKNOWLEDGEMENT ->
          answers.merge(message.getAcknowledgement().getRefused(), 1, Integer::sum);
      default -> {}
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

  private void reply(long sequence) {
    synchronized (this) {
      Objects.requireNonNull(out)
          .onNext(
              AgentMessage.newBuilder()
                  .setHeartbeatReply(
                      HeartbeatReply.newBuilder()
                          .setSequence(sequence)
                          .setAgentTime(Wire.toProto(Instant.now())))
                  .build());
    }
  }

  static ProbePlan plan(Assignment assignment) {
    try {
      return ProbePlan.parseFrom(assignment.getPlan());
    } catch (InvalidProtocolBufferException malformed) {
      throw new AssertionError(malformed);
    }
  }
}
