package dev.parallax.rpc.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.fleet.AgentLink;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.Desk;
import dev.parallax.fleet.authority.Role;
import dev.parallax.fleet.place.AddressDatabase;
import dev.parallax.health.Vitals;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.plan.HelloRecipe;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.sweep.Coverage;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.rpc.CoordinatorMessages;
import dev.parallax.rpc.RoleInterceptor;
import dev.parallax.store.BrokenStore;
import dev.parallax.store.RoundPlan;
import dev.parallax.store.Store;
import dev.parallax.store.VantageRecord;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.AgentServiceGrpc;
import dev.parallax.v1.CoordinatorMessage.KindCase;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The endpoint behind a server without a network; the role is given, not read off a certificate.
 */
@Timeout(60)
final class AgentEndpointTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final VantageId ID = new VantageId("eu-1");

  @TempDir Path folder;
  private final ConnectedAgents agents = new ConnectedAgents();
  private Desk desk;
  private Store store;
  private Sweeps sweeps;
  private Server server;
  private ManagedChannel channel;

  @BeforeEach
  void open() throws Exception {
    desk = new Desk(folder.resolve("desk"));
    store = SqliteStore.open(folder.resolve("store.db"));
    store.saveVantage(vantage());
    serve(store);
  }

  @AfterEach
  void close() throws Exception {
    channel.shutdownNow();
    server.shutdownNow();
    assertTrue(server.awaitTermination(10, TimeUnit.SECONDS));
    sweeps.close();
    store.close();
    desk.close();
  }

  @Test
  void observation_isAcknowledgedOnceStored() throws Exception {
    asked(store);
    var agent = new Agent();
    agent.say(AgentStreamTest.hello(Contract.VERSION));
    agent.say(AgentStreamTest.observation(AgentStreamTest.key("eu-1")));

    assertEquals(KindCase.WELCOME, agent.heard.next().getKindCase());
    assertEquals(KindCase.HEARTBEAT, agent.heard.next().getKindCase());
    assertEquals(1, agent.heard.next().getAcknowledgement().getKey().getTrial());
    assertEquals(Optional.of(NOON), store.vantage(ID).orElseThrow().lastSeen());
  }

  @Test
  void brokenLink_isStillQuietlyTold() throws Exception {
    var agent = new Agent();
    agent.say(AgentStreamTest.hello(Contract.VERSION));
    agent.heard.next();
    agent.heard.next();
    var link = agents.link(ID).orElseThrow();
    agent.breakOff();
    awaitGone();

    link.heartbeat();
    link.cut(AgentLink.Cut.SHUTDOWN);
  }

  @Test
  void unknownVantage_isDenied() throws Exception {
    close();
    store = SqliteStore.open(folder.resolve("empty.db"));
    serve(store);
    var agent = new Agent();

    assertEquals(Status.Code.PERMISSION_DENIED, agent.heard.end().getCode());
  }

  @Test
  void storeFull_endsTheStreamWithItsReason() throws Exception {
    close();
    store = SqliteStore.open(folder.resolve("store.db"));
    asked(store);
    serve(BrokenStore.fullFor(store, (method, given) -> List.of("add", "seen").contains(method)));
    var agent = new Agent();
    agent.say(AgentStreamTest.hello(Contract.VERSION));
    agent.say(AgentStreamTest.observation(AgentStreamTest.key("eu-1")));

    assertEquals(Status.Code.RESOURCE_EXHAUSTED, agent.heard.end().getCode());
    assertEquals(Optional.empty(), agents.link(ID));
  }

  /** A sweep of an earlier process requested one trial from the vantage. */
  private static void asked(Store kept) {
    var plan =
        new ProbePlan(
            1,
            List.of(ProbeSpec.of(Target.parse("https://shop.test")).trials(1).build()),
            HelloRecipe.STANDARD,
            Duration.ofMillis(200),
            Duration.ofSeconds(1));
    var header =
        new Sweep(
            new SweepId("s1"),
            NOON,
            Duration.ZERO,
            false,
            List.of(),
            List.of(),
            new Coverage(1, 0, List.of()),
            List.of());
    kept.begin(
        header,
        new RoundPlan(
            header.id(), 1, Bytes.copyOf(Wire.planBytes(plan)), new TreeSet<>(Set.of(ID))),
        "");
  }

  private void serve(Store kept) throws Exception {
    sweeps =
        new Sweeps(
            new SweepEnvironment(
                kept,
                agents,
                List::of,
                new SweepSettings(List.of(), List.of(), Optional.empty()),
                host -> new CompletableFuture<>(),
                List.of(),
                InstantSource.fixed(NOON),
                new Random(7),
                new Vitals()));
    var name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(
                new AgentEndpoint(
                    agents,
                    desk.conflicts,
                    desk.admission,
                    kept,
                    sweeps,
                    InstantSource.fixed(NOON),
                    AddressDatabase.NONE,
                    List.of()))
            .intercept(new AsAgent())
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
  }

  private void awaitGone() {
    var patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (agents.link(ID).isPresent()) {
      assertTrue(System.nanoTime() < patience, "the link is still there");
      Thread.onSpinWait();
    }
  }

  private static VantageRecord vantage() {
    return new VantageRecord(
        ID,
        Map.of("region", "eu"),
        "first",
        NOON,
        NOON.plus(Duration.ofDays(7)),
        Optional.empty(),
        false);
  }

  private static final class AsAgent implements ServerInterceptor {
    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
      var context = Context.current().withValue(RoleInterceptor.ROLE, new Role.Agent(ID, "first"));
      return Contexts.interceptCall(context, call, headers, next);
    }
  }

  /** The other end of a stream. */
  private final class Agent {
    final CoordinatorMessages heard = new CoordinatorMessages();
    private final StreamObserver<AgentMessage> out =
        AgentServiceGrpc.newStub(channel).connect(heard);

    void say(AgentMessage message) {
      out.onNext(message);
    }

    void breakOff() {
      out.onError(Status.CANCELLED.asRuntimeException());
    }
  }
}
