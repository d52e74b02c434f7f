package dev.parallax.bench.fault;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.parallax.agent.link.AgentIdentity;
import dev.parallax.agent.link.LinkChannel;
import dev.parallax.agent.link.LinkTls;
import dev.parallax.agent.link.route.HostPort;
import dev.parallax.agent.link.route.LinkRoute;
import dev.parallax.model.value.Sha256;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.Assignment;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.Hello;
import dev.parallax.v1.Observation;
import dev.parallax.v1.Ok;
import dev.parallax.v1.PlanFinished;
import dev.parallax.v1.ProbePlan;
import dev.parallax.v1.ProbeSpec;
import dev.parallax.v1.TcpStep;
import dev.parallax.v1.TrialKey;
import dev.parallax.wire.Contract;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import javax.net.ssl.SSLException;

/** An enrolled agent that calls every target healthy, and is wrong in one further respect. */
final class LyingAgent implements StreamObserver<CoordinatorMessage>, AutoCloseable {
  /** The name of another agent. */
  private static final String OTHER = "f1";

  private static final ByteString ADDRESS = ByteString.copyFrom(new byte[] {127, 0, 0, 1});
  private static final Duration MILLISECOND = Duration.newBuilder().setNanos(1_000_000).build();
  private static final long LONGEST_SECONDS = 315_576_000_000L;
  private static final int OVERSIZED = 2 << 20;

  private final Lie lie;
  private final String vantage;
  private final ManagedChannel channel;
  private final StreamObserver<AgentMessage> out;

  /** What is wrong in its observations. */
  enum Lie {
    PLAN_HASH("plan hash"),
    TIMES("times"),
    SIZES("sizes"),
    NAME("another agent's name");

    private final String words;

    Lie(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private LyingAgent(Lie lie, AgentIdentity identity, String coordinator) throws SSLException {
    this.lie = lie;
    this.vantage = identity.vantage().name();
    this.channel =
        LinkChannel.open(LinkRoute.direct(HostPort.parse(coordinator)), LinkTls.mutual(identity));
    this.out = AgentServiceGrpc.newStub(channel).connect(this);
  }

  /** Connects to the coordinator, and answers its plans until it is closed. */
  static LyingAgent connect(Lie lie, AgentIdentity identity, String coordinator)
      throws SSLException {
    var liar = new LyingAgent(lie, identity, coordinator);
    liar.send(
        AgentMessage.newBuilder()
            .setHello(
                Hello.newBuilder()
                    .setContract(Contract.VERSION)
                    .setAgentVersion(Contract.release())));
    return liar;
  }

  private synchronized void send(AgentMessage.Builder message) {
    out.onNext(message.build());
  }

  @Override
  public void onNext(CoordinatorMessage message) {
    if (message.hasAssignment()) {
      try {
        answer(message.getAssignment());
      } catch (InvalidProtocolBufferException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private void answer(Assignment assignment) throws InvalidProtocolBufferException {
    var plan = ProbePlan.parseFrom(assignment.getPlan());
    var hash = Sha256.of(assignment.getPlan().toByteArray()).toString();
    for (var probe : plan.getProbesList()) {
      for (int trial = 1; trial <= probe.getTrials(); trial++) {
        var key =
            TrialKey.newBuilder()
                .setSweepId(assignment.getSweepId())
                .setRound(plan.getRound())
                .setTarget(probe.getTarget())
                .setVantage(vantage)
                .setArm(probe.getArm())
                .setVariant(probe.getVariant())
                .setAddress(ADDRESS)
                .setTrial(trial);
        send(AgentMessage.newBuilder().setObservation(lie(healthy(probe, key, hash))));
      }
    }
    send(
        AgentMessage.newBuilder()
            .setPlanFinished(
                PlanFinished.newBuilder()
                    .setSweepId(assignment.getSweepId())
                    .setRound(plan.getRound())));
  }

  private static Observation.Builder healthy(
      ProbeSpec probe, TrialKey.Builder key, String planHash) {
    return Observation.newBuilder()
        .setKey(key)
        .setPlanHash(planHash)
        .setOk(Ok.getDefaultInstance())
        .setTcp(
            TcpStep.newBuilder()
                .setAddress(ADDRESS)
                .setPort(probe.getPort())
                .setLocalPort(40_000)
                .setTook(MILLISECOND));
  }

  private Observation.Builder lie(Observation.Builder seen) {
    switch (lie) {
      case PLAN_HASH -> seen.setPlanHash("0".repeat(seen.getPlanHash().length()));
      case TIMES -> seen.getTcpBuilder().setTook(Duration.newBuilder().setSeconds(LONGEST_SECONDS));
      case SIZES -> seen.getKeyBuilder().setVariant("x".repeat(OVERSIZED));
      case NAME -> seen.getKeyBuilder().setVantage(OTHER);
    }
    return seen;
  }

  @Override
  public void onError(Throwable refused) {
    // The coordinator may end the stream of a liar.
  }

  @Override
  public void onCompleted() {
    // As above.
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
