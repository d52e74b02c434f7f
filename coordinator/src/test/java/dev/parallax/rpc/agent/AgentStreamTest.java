package dev.parallax.rpc.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.benmanes.caffeine.cache.Ticker;
import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.parallax.fleet.AgentLink.Cut;
import dev.parallax.fleet.Assignment;
import dev.parallax.fleet.ConnectedAgents;
import dev.parallax.fleet.SpoolFigures;
import dev.parallax.health.Vitals;
import dev.parallax.model.exchange.HeaderField;
import dev.parallax.model.exchange.OriginCredentials;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.rpc.CoordinatorMessages;
import dev.parallax.store.Store;
import dev.parallax.store.sqlite.SqliteStore;
import dev.parallax.sweep.SweepEnvironment;
import dev.parallax.sweep.Sweeps;
import dev.parallax.sweep.intake.Drops;
import dev.parallax.sweep.request.SweepSettings;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.Arm;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.CoordinatorMessage.KindCase;
import dev.parallax.v1.CurrentFacts;
import dev.parallax.v1.HeartbeatReply;
import dev.parallax.v1.Hello;
import dev.parallax.v1.Observation;
import dev.parallax.v1.Ok;
import dev.parallax.v1.Refusal;
import dev.parallax.v1.Sighting;
import dev.parallax.v1.SightingEnding;
import dev.parallax.v1.SightingMeans;
import dev.parallax.v1.SpoolState;
import dev.parallax.v1.TrialKey;
import dev.parallax.wire.Contract;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentStreamTest implements AgentConnection.Presence {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
  private static final Map<String, String> LOOKED_UP = Map.of("mmdb_asn", "AS64500");
  private static final VantageId ID = new VantageId("eu-1");
  private static final InetAddress REMOTE = InetAddress.ofLiteral("198.51.100.7");

  @TempDir Path folder;
  private final ConnectedAgents agents = new ConnectedAgents();
  private final CoordinatorMessages out = new CoordinatorMessages();
  private Store store;
  private Sweeps sweeps;
  private AgentStream stream;

  @BeforeEach
  void open() {
    store = SqliteStore.open(folder.resolve("store.db"));
    sweeps =
        new Sweeps(
            new SweepEnvironment(
                store,
                agents,
                List::of,
                new SweepSettings(List.of(), List.of(), Optional.empty()),
                host -> new CompletableFuture<>(),
                List.of(),
                CLOCK,
                new Random(7),
                new Vitals()));
    stream = stream(out);
  }

  @AfterEach
  void close() {
    sweeps.close();
    store.close();
  }

  @Override
  public List<String> coordinators() {
    return List.of("a.test:7443");
  }

  @Override
  public FleetPace pace() {
    return FleetPace.of(5_001);
  }

  @Override
  public boolean arrived(AgentConnection arrived) {
    return agents.enter(arrived.id(), arrived).isEmpty();
  }

  @Override
  public void left(AgentConnection left) {
    agents.disconnected(left.id(), left);
  }

  @Test
  void spool_isKeptFromHelloAndFromEachHeartbeat() {
    var greeting = hello(Contract.VERSION).getHello().toBuilder();
    greeting.setSpool(SpoolState.newBuilder().setRecords(3).setBytes(900));
    stream.onNext(AgentMessage.newBuilder().setHello(greeting).build());
    assertEquals(Optional.of(new SpoolFigures(3, 900, 0, 0, "")), stream.connection().spool());

    var now = SpoolState.newBuilder().setDropped(-1).setMemoryOnly("full\u0007");
    var reply = HeartbeatReply.newBuilder().setSequence(1).setSpool(now);
    reply.setAgentTime(Wire.toProto(CLOCK.instant()));
    stream.onNext(AgentMessage.newBuilder().setHeartbeatReply(reply).build());
    var kept = stream.connection().spool().orElseThrow();
    assertEquals(Long.MAX_VALUE, kept.dropped(), "an unsigned number");
    assertFalse(kept.memoryOnly().contains("\u0007"));
  }

  @Test
  void credentials_goToTheAgentBesideThePlan() {
    stream.onNext(hello(Contract.VERSION));
    var shop =
        new OriginCredentials(
            "https://shop.example:443", new HeaderField(OriginCredentials.FIELD, "Bearer abc"));
    stream
        .connection()
        .assign(
            new Assignment(
                new SweepId("s1"),
                Bytes.EMPTY,
                java.time.Duration.ZERO,
                java.time.Duration.ZERO,
                java.time.Duration.ZERO,
                Map.of(),
                Set.of(),
                Map.of("shop", shop)));
    var sent = out.all().getLast().getAssignment().getCredentialsOrThrow("shop");
    assertEquals("https://shop.example:443", sent.getOrigin());
    assertEquals("Bearer abc", sent.getAuthorization());
  }

  @Test
  void hello_isWelcomedAskedForItsClockAndConnected() {
    stream.onNext(hello(Contract.VERSION));

    assertEquals(List.of(KindCase.WELCOME, KindCase.HEARTBEAT), kinds());
    assertEquals(Contract.VERSION, out.all().getFirst().getWelcome().getContract());
    assertEquals(Optional.of(stream.connection()), agents.link(ID));
    assertEquals("0.9.9", stream.connection().vantage().agentVersion());
    assertEquals(
        Map.of("os", "Linux", "peer_address", "198.51.100.7", "mmdb_asn", "AS64500"),
        stream.connection().vantage().facts());
  }

  @Test
  void responder_announcedByPort_isReachedWhereTheLinkComesFrom() {
    stream.onNext(hello(Contract.VERSION, Map.of("responder", ":8443")));
    assertEquals("198.51.100.7:8443", stream.connection().vantage().facts().get("responder"));
  }

  @Test
  void lookedUpFacts_areTheDatabases_whateverTheAgentSays() {
    stream.onNext(
        hello(Contract.VERSION, Map.of("mmdb_asn", "AS64511", "mmdb_coordinates", "0,0")));
    var vantage = stream.connection().vantage();
    assertEquals(Optional.of("AS64500"), vantage.lookedUp("asn"));
    assertEquals(Optional.empty(), vantage.lookedUp("coordinates"));
    assertEquals("AS64500", vantage.network());
  }

  @Test
  void peerAddress_isWhereTheLinkComesFrom_whateverTheAgentSays() {
    stream.onNext(hello(Contract.VERSION, Map.of("peer_address", "203.0.113.1")));
    assertEquals("198.51.100.7", stream.connection().vantage().facts().get("peer_address"));
    assertEquals("198.51.100.7", stream.connection().vantage().host());
  }

  @Test
  void responder_announcedByItsOwnAddress_staysThat() {
    stream.onNext(hello(Contract.VERSION, Map.of("responder", "198.51.100.7:443")));
    assertEquals("198.51.100.7:443", stream.connection().vantage().facts().get("responder"));
  }

  @Test
  void responder_announcedByAnotherAddress_isLeftOut() {
    stream.onNext(hello(Contract.VERSION, Map.of("os", "Linux", "responder", "203.0.113.1:443")));
    assertEquals(
        Map.of("os", "Linux", "peer_address", "198.51.100.7", "mmdb_asn", "AS64500"),
        stream.connection().vantage().facts());
  }

  @Test
  void responder_thatTheOperatorBoundToTheToken_isKept() {
    var elsewhere = "203.0.113.1:443";
    var bound = stream(out, Map.of("responder", elsewhere));
    bound.onNext(hello(Contract.VERSION, Map.of("responder", elsewhere)));
    assertEquals(elsewhere, bound.connection().vantage().facts().get("responder"));
  }

  @Test
  void facts_areBounded() {
    var facts = new HashMap<String, String>();
    for (int number = 0; number < 2_000; number++) {
      facts.put("fact_" + number, "x".repeat(1_900));
    }
    facts.put("NO KEY", "x");
    stream.onNext(hello(Contract.VERSION, facts));

    var kept = new HashMap<>(stream.connection().vantage().facts());
    assertEquals("198.51.100.7", kept.remove("peer_address"));
    assertEquals("AS64500", kept.remove("mmdb_asn"));
    assertEquals(64, kept.size());
    assertEquals(64 * 512, kept.values().stream().mapToInt(String::length).sum());
  }

  @Test
  void currentFacts_replaceThoseOfHello_withinTheSameBounds() {
    stream.onNext(hello(Contract.VERSION, Map.of("resolver", "192.0.2.1", "os", "Debian")));
    stream.onNext(
        AgentMessage.newBuilder()
            .setCurrentFacts(
                CurrentFacts.newBuilder()
                    .putFacts("resolver", "192.0.2.2")
                    .putFacts("os", "x".repeat(1_900)))
            .build());
    var facts = stream.connection().vantage().facts();
    assertEquals("192.0.2.2", facts.get("resolver"));
    assertEquals("x".repeat(512), facts.get("os"));
  }

  @Test
  void anythingBeforeHello_endsTheStreamAndIsNotStored() throws Exception {
    stream.onNext(observation(key("eu-1")));

    assertEnded(out, Status.Code.INVALID_ARGUMENT, "Hello is the first message", "OBSERVATION");
    assertEquals(1, sweeps.drops().count(Drops.Reason.BEFORE_HELLO));
  }

  @Test
  void secondHello_endsTheStream() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    stream.onNext(hello(Contract.VERSION));

    assertEnded(out, Status.Code.INVALID_ARGUMENT, "once");
  }

  @Test
  void observationOfNoSweep_isRefusedByItsKeyAndMayBeForgotten() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    stream.onNext(observation(key("eu-1")));
    out.next();
    out.next();
    var answer = out.next().getAcknowledgement();

    assertEquals(Refusal.REFUSAL_NOT_ASKED, answer.getRefused());
    assertEquals("s1", answer.getKey().getSweepId());
    assertEquals(1, sweeps.drops().count(Drops.Reason.NOT_ASKED));
  }

  @Test
  void observationWithAValueOutOfBounds_isRefusedByItsKey() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    var message = observation(key("eu-1")).toBuilder();
    message
        .getObservationBuilder()
        .getHttpBuilder()
        .setTook(Duration.newBuilder().setSeconds(31_557_600_000L));
    stream.onNext(message.build());
    out.next();
    out.next();

    assertEquals(Refusal.REFUSAL_MALFORMED, out.next().getAcknowledgement().getRefused());
    assertFalse(out.hasEnded());
  }

  @Test
  void sightings_ofAnotherVantage_areRefusedNamingBoth() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    var message = AgentMessage.newBuilder();
    message
        .getSightingsBuilder()
        .setSweepId("20260301-120000-test")
        .addSightings(
            Sighting.newBuilder()
                .setWitness("us-2")
                .setMeans(SightingMeans.SIGHTING_MEANS_CAPTURE)
                .setEnding(SightingEnding.SIGHTING_ENDING_OPEN)
                .setTook(Wire.toProto(java.time.Duration.ZERO))
                .setPeer(ByteString.copyFrom(REMOTE.getAddress())));
    stream.onNext(message.build());

    assertEnded(out, Status.Code.INVALID_ARGUMENT, "eu-1", "us-2");
  }

  @Test
  void hello_ofAnotherContract_isRefusedNamingBoth() throws Exception {
    stream.onNext(hello(7));

    assertEnded(
        out, Status.Code.FAILED_PRECONDITION, "coordinator speaks contract 1", "0.9.9 speaks 7");
    assertEquals(Optional.empty(), agents.link(ID));
  }

  @Test
  void observation_ofAnotherVantage_isRefusedNamingBoth() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    stream.onNext(observation(key("us-2")));

    assertEnded(out, Status.Code.INVALID_ARGUMENT, "eu-1", "us-2");
    assertEquals(Optional.empty(), agents.link(ID));
  }

  @Test
  void observation_malformed_isRefusedNamingTheField() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    stream.onNext(observation(key("eu-1").setArmValue(99)));

    assertEnded(out, Status.Code.INVALID_ARGUMENT, "key.arm", "99");
  }

  @Test
  void planFinished_ofNoSweep_isRefused() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    var message = AgentMessage.newBuilder();
    message.getPlanFinishedBuilder().setSweepId("NOT AN ID").setRound(1);
    stream.onNext(message.build());

    assertEnded(out, Status.Code.INVALID_ARGUMENT, "NOT AN ID");
  }

  @Test
  void cut_revoked_isDenied() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    stream.connection().cut(Cut.REVOKED);

    assertEnded(out, Status.Code.PERMISSION_DENIED, "eu-1");
    assertEquals(Optional.empty(), agents.link(ID));
  }

  @Test
  void afterTheEnd_nothingIsSentAndNobodyArrives() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    stream.connection().cut(Cut.SHUTDOWN);
    stream.connection().heartbeat();
    stream.connection().drain();
    stream.connection().cancel(new SweepId("s1"));
    stream.connection().cut(Cut.REVOKED);
    stream.onNext(hello(Contract.VERSION));

    assertEquals(List.of(KindCase.WELCOME, KindCase.HEARTBEAT), kinds());
    assertEquals(Status.Code.UNAVAILABLE, out.end().getCode());
    assertEquals(Optional.empty(), agents.link(ID));
  }

  @Test
  void brokenLink_isSentNothingMore() {
    stream.onNext(hello(Contract.VERSION));
    stream.onError(Status.CANCELLED.asRuntimeException());
    stream.connection().cancel(new SweepId("s1"));

    assertEquals(List.of(KindCase.WELCOME, KindCase.HEARTBEAT), kinds());
    assertEquals(Optional.empty(), agents.link(ID));
  }

  @Test
  void sameProcessAgain_takesThePlaceAndCutsTheOlder() throws Exception {
    var newerOut = new CoordinatorMessages();
    var newer = stream(newerOut);
    stream.onNext(hello("one"));
    newer.onNext(hello("one"));

    assertEnded(out, Status.Code.UNAVAILABLE, "eu-1");
    assertEquals(Optional.of(newer.connection()), agents.link(ID));
    assertFalse(newerOut.hasEnded());
  }

  @Test
  void secondProcess_whileTheFirstAnswers_isRefusedAndMayTryAgain() throws Exception {
    var secondOut = new CoordinatorMessages();
    var answering = new Answering();
    stream = stream(answering);
    answering.to = Optional.of(stream);
    stream.onNext(hello("one"));
    for (var instance : List.of("two", "")) {
      var second = stream(secondOut);
      second.onNext(hello(instance));
      assertEnded(secondOut, Status.Code.ABORTED, "eu-1");
      assertEquals(List.of(), secondOut.all());
      secondOut = new CoordinatorMessages();
    }
    assertEquals(Optional.of(stream.connection()), agents.link(ID));
    assertFalse(answering.heard.hasEnded());
  }

  @Test
  void secondProcess_whenTheFirstDoesNotAnswer_takesThePlace() throws Exception {
    var secondOut = new CoordinatorMessages();
    var second = stream(secondOut);
    stream.onNext(hello("one"));
    second.onNext(hello("two"));

    assertEnded(out, Status.Code.UNAVAILABLE, "eu-1");
    assertEquals(Optional.of(second.connection()), agents.link(ID));
    assertFalse(secondOut.hasEnded());
  }

  @Test
  void heartbeat_containsThePaceOfTheFleet() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    out.next();

    var heartbeat = out.next().getHeartbeat();
    assertEquals(
        java.time.Duration.ofMillis(20_004), Wire.span("interval", heartbeat.getInterval()));
    assertEquals(
        java.time.Duration.ofMillis(16_670), Wire.span("spread", heartbeat.getReconnectSpread()));
  }

  @Test
  void heartbeatsUnanswered_endTheStream() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    stream.connection().heartbeat();
    stream.connection().heartbeat();
    stream.connection().heartbeat();

    assertEnded(out, Status.Code.DEADLINE_EXCEEDED, "heartbeats");
  }

  @Test
  void displacedObservations_endTheStreamOnceWithANamedStatus() throws Exception {
    stream.onNext(hello(Contract.VERSION));
    stream.replies().displaced(1_000);
    stream.replies().displaced(1_000);

    assertEnded(out, Status.Code.RESOURCE_EXHAUSTED, "1000 bytes", "eu-1");
  }

  /** An agent that answers heartbeats at once. */
  private static final class Answering implements StreamObserver<CoordinatorMessage> {
    private final CoordinatorMessages heard = new CoordinatorMessages();
    private Optional<AgentStream> to = Optional.empty();

    @Override
    public void onNext(CoordinatorMessage message) {
      heard.onNext(message);
      if (message.hasHeartbeat()) {
        var reply =
            HeartbeatReply.newBuilder()
                .setSequence(message.getHeartbeat().getSequence())
                .setAgentTime(Wire.toProto(CLOCK.instant()));
        var answer = AgentMessage.newBuilder().setHeartbeatReply(reply).build();
        to.ifPresent(stream -> Thread.ofVirtual().start(() -> stream.onNext(answer)));
      }
    }

    @Override
    public void onError(Throwable broken) {
      heard.onError(broken);
    }

    @Override
    public void onCompleted() {
      heard.onCompleted();
    }
  }

  private AgentStream stream(StreamObserver<CoordinatorMessage> to) {
    return stream(to, Map.of("region", "eu"));
  }

  private AgentStream stream(StreamObserver<CoordinatorMessage> to, Map<String, String> labels) {
    var writer = new StreamWriter(to);
    var agent = new AdmittedAgent(ID, labels, Optional.of(REMOTE), LOOKED_UP, Optional.empty());
    var connection = new AgentConnection(agent, this, CLOCK, Ticker.systemTicker(), writer);
    return new AgentStream(connection, writer, sweeps.intake());
  }

  private List<KindCase> kinds() {
    return out.all().stream().map(CoordinatorMessage::getKindCase).toList();
  }

  static AgentMessage hello(String instance) {
    return AgentMessage.newBuilder()
        .setHello(
            Hello.newBuilder()
                .setContract(Contract.VERSION)
                .setInstance(ByteString.copyFromUtf8(instance)))
        .build();
  }

  static AgentMessage hello(int contract) {
    return hello(contract, Map.of("os", "Linux"));
  }

  static AgentMessage hello(int contract, Map<String, String> facts) {
    return AgentMessage.newBuilder()
        .setHello(
            Hello.newBuilder().setContract(contract).setAgentVersion("0.9.9").putAllFacts(facts))
        .build();
  }

  static AgentMessage observation(TrialKey.Builder key) {
    return AgentMessage.newBuilder()
        .setObservation(
            Observation.newBuilder().setKey(key).setPlanHash("ab").setOk(Ok.getDefaultInstance()))
        .build();
  }

  static TrialKey.Builder key(String vantage) {
    return TrialKey.newBuilder()
        .setSweepId("s1")
        .setRound(1)
        .setTarget("https://shop.test")
        .setVantage(vantage)
        .setArm(Arm.ARM_BASE)
        .setTrial(1);
  }

  static void assertEnded(CoordinatorMessages heard, Status.Code code, String... named)
      throws Exception {
    var status = heard.end();
    assertEquals(code, status.getCode());
    for (var part : named) {
      assertTrue(String.valueOf(status.getDescription()).contains(part), status::toString);
    }
  }
}
