package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.value.SweepId;
import dev.parallax.v1.Acknowledgement;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.Assignment;
import dev.parallax.v1.Cancel;
import dev.parallax.v1.CollectSightings;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.Heartbeat;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.v1.Welcome;
import dev.parallax.wire.Wire;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The other end of an agent's link, in this process; the test defines each message. */
public final class FakeCoordinator implements CoordinatorLink.ChannelDialer, AutoCloseable {
  /** The time in its messages. */
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private static final int PATIENCE_SECONDS = 10;

  private final String name = InProcessServerBuilder.generateName();
  private final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();
  private final Server server;

  /** The times that the agent's dialer received. */
  final BlockingQueue<Instant> times = new LinkedBlockingQueue<>();

  /** Why attempts failed before a Welcome. */
  final BlockingQueue<Status> refusals = new LinkedBlockingQueue<>();

  public FakeCoordinator() throws IOException {
    this.server = InProcessServerBuilder.forName(name).addService(new Agents()).build().start();
  }

  /** The next stream of an agent, with no message read yet. */
  public Stream next() throws InterruptedException {
    return taken(streams, "an agent dials");
  }

  /** The next stream, greeted; its Hello is read. */
  public Stream welcomed() throws InterruptedException {
    return next().greeted();
  }

  @Override
  public ManagedChannel dial() {
    return InProcessChannelBuilder.forName(name).build();
  }

  @Override
  public void coordinatorTime(Instant now) {
    times.add(now);
  }

  @Override
  public void refused(Status status) {
    refusals.add(status);
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      assertTrue(
          server.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS), "a stream stayed open");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T taken(BlockingQueue<T> queue, String what) throws InterruptedException {
    var taken = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertNotNull(taken, what);
    return taken;
  }

  private final class Agents extends AgentServiceGrpc.AgentServiceImplBase {
    @Override
    public StreamObserver<AgentMessage> connect(StreamObserver<CoordinatorMessage> out) {
      var stream = new Stream(out);
      streams.add(stream);
      return stream;
    }
  }

  /** One stream of an agent. */
  public static final class Stream implements StreamObserver<AgentMessage> {
    private final StreamObserver<CoordinatorMessage> out;
    private final BlockingQueue<AgentMessage> said = new LinkedBlockingQueue<>();
    private final CompletableFuture<Boolean> leftOnPurpose = new CompletableFuture<>();

    private Stream(StreamObserver<CoordinatorMessage> out) {
      this.out = out;
    }

    /** The agent's next message. */
    public AgentMessage take() throws InterruptedException {
      return taken(said, "the agent says something");
    }

    /** Accepts the agent; its Hello is read. */
    public Stream greeted() throws InterruptedException {
      assertTrue(take().hasHello(), "the first message is Hello");
      welcome();
      return this;
    }

    Hello hello() throws InterruptedException {
      return take().getHello();
    }

    void welcome() {
      var welcome = Welcome.newBuilder().setContract(1).setCoordinatorTime(Wire.toProto(NOW));
      say(CoordinatorMessage.newBuilder().setWelcome(welcome).build());
    }

    /** Sends the answer, so that all earlier messages have been processed. */
    public HeartbeatReply heartbeat(long sequence) throws InterruptedException {
      var heartbeat = Heartbeat.newBuilder().setSequence(sequence);
      say(CoordinatorMessage.newBuilder().setHeartbeat(heartbeat).build());
      var reply = take();
      assertTrue(reply.hasHeartbeatReply(), reply::toString);
      return reply.getHeartbeatReply();
    }

    /** Announces this interval of heartbeats. */
    void heartbeatEach(Duration interval) {
      var heartbeat = Heartbeat.newBuilder().setSequence(1).setInterval(Wire.toProto(interval));
      say(CoordinatorMessage.newBuilder().setHeartbeat(heartbeat).build());
    }

    void acknowledge(TrialKey key) {
      var acknowledged = Acknowledgement.newBuilder().setKey(Wire.toProto(key));
      say(CoordinatorMessage.newBuilder().setAcknowledgement(acknowledged).build());
    }

    /** The plan starts at once. */
    public void assign(String sweep, byte[] plan, Duration deadline) {
      assign(sweep, plan, deadline, Set.of());
    }

    /** The plan starts at once; the agent is requested to watch these ports of its host. */
    public void assign(String sweep, byte[] plan, Duration deadline, Set<Integer> watchPorts) {
      var assignment =
          Assignment.newBuilder()
              .setSweepId(sweep)
              .setPlan(ByteString.copyFrom(plan))
              .setStartAfter(Wire.toProto(Duration.ZERO))
              .setDeadline(Wire.toProto(deadline))
              .addAllWatchPorts(watchPorts);
      say(CoordinatorMessage.newBuilder().setAssignment(assignment).build());
    }

    /** Requests the sightings of round 1. */
    public void collectSightings(String sweep, byte[]... clientRandoms) {
      var wanted = CollectSightings.newBuilder().setSweepId(sweep).setRound(1);
      for (var random : clientRandoms) {
        wanted.addClientRandoms(ByteString.copyFrom(random));
      }
      say(CoordinatorMessage.newBuilder().setCollectSightings(wanted).build());
    }

    public void cancel(SweepId sweep) {
      say(
          CoordinatorMessage.newBuilder()
              .setCancel(Cancel.newBuilder().setSweepId(sweep.value()))
              .build());
    }

    void say(CoordinatorMessage message) {
      out.onNext(message);
    }

    public void end(Status status) {
      out.onError(status.asRuntimeException());
    }

    /** Answers an agent that left. */
    void complete() {
      out.onCompleted();
    }

    /** Waits until the agent has closed its side. */
    boolean leftOnPurpose() throws Exception {
      return leftOnPurpose.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onNext(AgentMessage message) {
      said.add(message);
    }

    @Override
    public void onError(Throwable broken) {
      leftOnPurpose.complete(false);
    }

    @Override
    public void onCompleted() {
      leftOnPurpose.complete(true);
    }
  }
}
