package dev.parallax.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import dev.parallax.agent.link.FakeCoordinator;
import dev.parallax.agent.link.RogueAssignment;
import dev.parallax.agent.link.RunningLink;
import dev.parallax.agent.link.Uplink;
import dev.parallax.agent.plan.AssignedPlans;
import dev.parallax.agent.plan.Consent;
import dev.parallax.agent.plan.PlanSightings;
import dev.parallax.agent.plan.ProbingRules;
import dev.parallax.agent.state.Pause;
import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.Arms;
import dev.parallax.model.plan.HopLimit;
import dev.parallax.model.plan.ProbeSpec;
import dev.parallax.model.plan.ProbeSpecBuilder;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.ResolverTransport;
import dev.parallax.wire.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The traffic that a hostile coordinator can make an agent's host send. */
@Timeout(60)
final class RogueCoordinatorTest {
  private static final SweepId SWEEP = new SweepId("sweep-1");
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final RealRunner real = new RealRunner();
  private final RecordingPeer peer = RecordingPeer.open();
  private AssignedPlans plans;
  private FakeCoordinator coordinator;
  private RunningLink link;
  private FakeCoordinator.Stream stream;

  @BeforeEach
  void connect() throws Exception {
    var uplink = new Uplink();
    var self = new VantageId("eu-a-1");
    plans =
        new AssignedPlans(
            self,
            real.runner(),
            new PlanSightings(self, new Consent(Set.of()), Optional::empty),
            uplink,
            ProbingRules.of(new Pause(folder)),
            real.grace(Duration.ofMillis(300)));
    coordinator = new FakeCoordinator();
    link = new RunningLink(coordinator, uplink, plans, Clock.systemUTC());
    stream = coordinator.welcomed();
  }

  @AfterEach
  void close() {
    coordinator.close();
    link.close();
    real.close();
    peer.close();
  }

  record Attack(String name, Consumer<dev.parallax.v1.ProbeSpec.Builder> change) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Attack> wordsOnTheWire() {
    return Stream.of(
        new Attack("host", probe -> probe.setHost("[x\r\nEHLO rogue\r\nMAIL FROM:<a@b>")),
        new Attack("host with a space", probe -> probe.setHost("a.test POST")),
        new Attack("host of a long label", probe -> probe.setHost("a".repeat(64) + ".test")),
        new Attack("host too long", probe -> probe.setHost("a.".repeat(130) + "test")),
        new Attack("host with an octal address", probe -> probe.setHost("0177.0.0.1")),
        new Attack("host not ASCII", probe -> probe.setHost("b\u00fccher.test")),
        new Attack("path", probe -> probe.setPath("/ HTTP/1.1\r\n\r\nPOST /v1/run HTTP/1.1\r\n")),
        new Attack("path without a slash", probe -> probe.setPath("@other.test/")),
        new Attack("path of NUL", probe -> probe.setPath("/\u0000")),
        new Attack("server name", probe -> probe.getHelloBuilder().setServerName("a\r\nb")),
        new Attack(
            "server name of bytes", probe -> probe.getHelloBuilder().setServerName("\u0001")),
        new Attack("ALPN", recipe(List.of("\r\nMAIL FROM:<a@b>\r\n"))),
        new Attack("ALPN too long", recipe(List.of("a".repeat(256)))),
        new Attack("ALPN empty", recipe(List.of(""))),
        new Attack("ALPN without end", recipe(Collections.nCopies(500, "h2"))),
        new Attack(
            "resolver name",
            probe ->
                probe
                    .getResolverBuilder()
                    .setTransport(ResolverTransport.RESOLVER_TRANSPORT_DOH)
                    .setAddress(ByteString.copyFrom(new byte[] {127, 0, 0, 1}))
                    .setPort(443)
                    .setPath("/dns-query")
                    .setName("dns.test\r\nX: y")),
        new Attack(
            "resolver path",
            probe ->
                probe
                    .getResolverBuilder()
                    .setTransport(ResolverTransport.RESOLVER_TRANSPORT_DOH)
                    .setAddress(ByteString.copyFrom(new byte[] {127, 0, 0, 1}))
                    .setPort(443)
                    .setPath("/dns-query HTTP/1.1\r\n\r\nGET /")
                    .setName("dns.test")),
        new Attack(
            "delay of a year",
            probe -> probe.getHelloBuilder().getDelayBuilder().setSeconds(31_536_000)));
  }

  private static Consumer<dev.parallax.v1.ProbeSpec.Builder> recipe(List<String> alpn) {
    return probe -> {
      var like = Wire.toProto(Plans.of(LONG, Plans.pinned(Arm.BASE, 443, 1))).getHello();
      probe.getHelloBuilder().setRecipe(like.toBuilder().clearAlpn().addAllAlpn(alpn));
    };
  }

  /** The other probe of the plan runs: a fault of one probe affects that probe only. */
  @ParameterizedTest
  @MethodSource("wordsOnTheWire")
  void aProbeThatWouldWriteOtherWordsIsRefusedAndNamed(Attack attack) throws Exception {
    try (var honest = RecordingPeer.open()) {
      var plan =
          Wire.toProto(
              Plans.of(
                  Duration.ZERO,
                  http(peer.port()).build(),
                  http(honest.port()).as(Arm.NO_SNI, "").build()))
              .toBuilder();
      attack.change().accept(plan.getProbesBuilder(0));
      stream.assign(SWEEP.value(), plan.build().toByteArray(), LONG);
      var said = untilFinished();
      assertEquals(0, peer.connections(), "the probe was run: " + attack);
      assertTrue(honest.next().startsWith("GET / HTTP/1.1\r\nHost: a.test:"));
      var refused = notRun(said, NotRunReason.REFUSED_BY_POLICY);
      assertEquals(1, refused.size(), said::toString);
      assertTrue(refused.getFirst().chars().noneMatch(Character::isISOControl), refused::toString);
      assertTrue(refused.getFirst().length() <= 300, refused::toString);
      assertEquals(1, unsupported(said).size(), said::toString);
    }
  }

  @Test
  void aPlanOfAMillionTrialsIsRefusedBeforeItCostsMemory() throws Exception {
    var probe = http(peer.port()).build();
    var plan = Wire.toProto(Plans.of(Duration.ZERO, probe)).toBuilder();
    plan.getProbesBuilder(0).setTrials(1_000_000);
    stream.assign(SWEEP.value(), plan.build().toByteArray(), LONG);
    untilFinished();
    assertEquals(0, peer.connections());

    var many = Wire.toProto(Plans.of(Duration.ZERO, http(peer.port()).trials(100).build()));
    var copies = many.toBuilder();
    IntStream.range(1, 10_000).forEach(n -> copies.addProbes(many.getProbes(0)));
    stream.assign(SWEEP.value(), copies.build().toByteArray(), LONG);
    var said = untilFinished();
    assertEquals(1, said.size(), "only the end of the plan");
    assertEquals(List.of("a plan has at most 100000 trials, got: 1000000"), unsupported(said));
    assertEquals(0, peer.connections());
  }

  @Test
  void aYearLongDeadlineIsCutToMinutes() throws Exception {
    var plan = Plans.of(LONG, http(peer.port()).trials(2).build());
    var read = RogueAssignment.of(Wire.planBytes(plan), Duration.ZERO, Duration.ofDays(365));
    assertTrue(read.deadline().compareTo(Duration.ofMinutes(10)) <= 0, read::toString);
  }

  @Test
  void cancelReachesEveryPlanOfASweep() throws Exception {
    try (var silent = LoopbackPeer.silent()) {
      var first = Plans.of(LONG, Plans.pinned(Arm.BASE, silent.port(), 2));
      stream.assign(SWEEP.value(), Wire.planBytes(first), LONG);
      stream.assign(SWEEP.value(), Wire.planBytes(first), LONG);
      var second = Wire.toProto(first).toBuilder().setRound(2).build();
      stream.assign(SWEEP.value(), second.toByteArray(), LONG);
      stream.cancel(SWEEP);
      var ends = 0;
      var notRun = 0;
      while (ends < 3) {
        var message = stream.take();
        ends += message.hasPlanFinished() ? 1 : 0;
        notRun += message.hasObservation() ? 1 : 0;
      }
      assertEquals(4, notRun, "two trials of round 1, two of round 2; the copy was refused");
    }
  }

  @Test
  void aReusedSweepIdWhileItsRoundRunsIsRefusedAndNamed() throws Exception {
    try (var silent = LoopbackPeer.silent()) {
      var plan = Wire.planBytes(Plans.of(LONG, Plans.pinned(Arm.BASE, silent.port(), 1)));
      stream.assign(SWEEP.value(), plan, LONG);
      stream.assign(SWEEP.value(), plan, LONG);
      assertEquals(
          List.of("plan of sweep sweep-1 round 1 is running already"),
          unsupported(untilFinished()));
    }
  }

  @Test
  void probingEndsWhenTheLinkStaysLost() throws Exception {
    stream.assign(SWEEP.value(), endless(), Duration.ofMinutes(9));
    peer.next();
    stream.end(io.grpc.Status.UNAVAILABLE);
    var second = coordinator.next();
    assertTrue(peer.fallsQuiet(), "the agent goes on without its coordinator");
    stream = second.greeted();
    var notRun = notRun(untilFinished(), NotRunReason.OFFLINE);
    assertTrue(notRun.size() > 500, "kept in the spool: " + notRun.size());
    assertEquals("the link to the coordinator was lost for 0 s", notRun.getFirst());
  }

  @Test
  void aPlanSurvivesABreakOfTheLinkWithinTheGrace() throws Exception {
    try (var silent = LoopbackPeer.silent()) {
      var plan = Plans.of(LONG, Plans.pinned(Arm.BASE, silent.port(), 2));
      stream.assign(SWEEP.value(), Wire.planBytes(plan), LONG);
      stream.heartbeat(1);
      stream.end(io.grpc.Status.UNAVAILABLE);
      stream = coordinator.welcomed();
      assertTrue(peer.fallsQuiet());
      stream.heartbeat(2);
      stream.cancel(SWEEP);
      assertEquals(2, notRun(untilFinished(), NotRunReason.DEADLINE).size());
    }
  }

  @Test
  void whileTheOwnerHasPausedNothingIsProbed() throws Exception {
    new Pause(folder).set();
    stream.assign(
        SWEEP.value(), Wire.planBytes(Plans.of(LONG, http(peer.port()).trials(2).build())), LONG);
    assertEquals(
        List.of(
            "the owner of this host has paused probing",
            "the owner of this host has paused probing"),
        notRun(untilFinished(), NotRunReason.REFUSED_BY_POLICY));
    assertEquals(0, peer.connections());
    new Pause(folder).clear();
    stream.assign(SWEEP.value(), Wire.planBytes(Plans.of(LONG, http(peer.port()).build())), LONG);
    untilFinished();
    assertEquals(1, peer.connections());
  }

  @Test
  void aRunningPlanEndsWhenTheOwnerPauses() throws Exception {
    stream.assign(SWEEP.value(), endless(), Duration.ofMinutes(9));
    peer.next();
    new Pause(folder).set();
    plans.obeyRules();
    assertTrue(notRun(untilFinished(), NotRunReason.REFUSED_BY_POLICY).size() > 500);
    assertTrue(peer.fallsQuiet());
  }

  private byte[] endless() {
    return Wire.planBytes(Plans.of(Duration.ofMillis(50), http(peer.port()).trials(1_000).build()));
  }

  static Stream<ProbeSpec> actsUnderAnotherName() {
    var here = Plans.LOOPBACK;
    return Stream.of(
        Plans.pinned(Arm.BASE, 1, 1).but().serverName(Optional.of("blocked.test-name.org")).build(),
        Plans.pinned(Arm.CONTROL_SNI, 1, 1)
            .but()
            .serverName(Optional.of("blocked.site.org"))
            .build(),
        Plans.pinned(Arm.BASE, 1, 1)
            .but()
            .route(route -> route.within(new HopLimit(3, HopLimit.LimitedPacket.SYN)))
            .build(),
        Arms.neutral(Target.parse("tls://blocked.site.org"), Target.parse("tls://n.test"))
            .as(Arm.BASE, "")
            .at(here)
            .build(),
        Arms.responder(
                Target.parse("tls://blocked.site.org"),
                Target.parse("tls://127.0.0.1"),
                Optional.of("blocked.site.org"),
                "")
            .as(Arm.DELAYED_HELLO, "")
            .build());
  }

  @ParameterizedTest
  @MethodSource("actsUnderAnotherName")
  void consentIsForTheActWhateverTheArmIsCalled(ProbeSpec act) throws Exception {
    var probe = act.but().port(peer.port()).build();
    stream.assign(SWEEP.value(), Wire.planBytes(Plans.of(Duration.ZERO, probe)), LONG);
    var said = untilFinished();
    assertEquals(0, peer.connections(), probe::toString);
    assertEquals(1, notRun(said, NotRunReason.REFUSED_BY_POLICY).size(), said::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"www.example.com", "a.test"})
  void aControlNameIsNoActToConsentTo(String name) throws Exception {
    var probe =
        Plans.pinned(Arm.CONTROL_SNI, peer.port(), 1).but().serverName(Optional.of(name)).build();
    stream.assign(SWEEP.value(), Wire.planBytes(Plans.of(Duration.ZERO, probe)), LONG);
    untilFinished();
    assertEquals(1, peer.connections());
  }

  private static ProbeSpecBuilder http(int port) {
    return ProbeSpec.of(Target.parse("http://a.test:" + port)).at(Plans.LOOPBACK);
  }

  private List<AgentMessage> untilFinished() throws InterruptedException {
    var said = new ArrayList<AgentMessage>();
    do {
      said.add(stream.take());
    } while (!said.getLast().hasPlanFinished());
    return said;
  }

  private static List<String> unsupported(List<AgentMessage> said) {
    return said.getLast().getPlanFinished().getUnsupportedList();
  }

  private static List<String> notRun(List<AgentMessage> said, NotRunReason reason) {
    return said.stream()
        .filter(AgentMessage::hasObservation)
        .map(message -> Wire.fromProto(message.getObservation()))
        .map(Observation::outcome)
        .flatMap(
            outcome ->
                outcome instanceof Outcome.NotRun not && not.reason() == reason
                    ? Stream.of(not.detail())
                    : Stream.of())
        .toList();
  }
}
