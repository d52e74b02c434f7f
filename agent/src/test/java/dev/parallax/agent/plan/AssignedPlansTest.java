package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.UnknownFieldSet;
import dev.parallax.agent.LoopbackPeer;
import dev.parallax.agent.Plans;
import dev.parallax.agent.RealRunner;
import dev.parallax.agent.link.FakeCoordinator;
import dev.parallax.agent.link.RunningLink;
import dev.parallax.agent.link.Uplink;
import dev.parallax.agent.state.Pause;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.v1.PlanFinished;
import dev.parallax.v1.ProbePlan;
import dev.parallax.wire.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Plans as they come over the link. */
@Timeout(60)
final class AssignedPlansTest {
  private static final SweepId SWEEP = new SweepId("sweep-1");
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final RealRunner real = new RealRunner();
  private final LoopbackPeer peer = LoopbackPeer.resetting();
  private FakeCoordinator coordinator;
  private RunningLink link;
  private FakeCoordinator.Stream stream;

  @BeforeEach
  void connect() throws Exception {
    var uplink = new Uplink();
    var plans =
        new AssignedPlans(
            new VantageId("eu-a-1"),
            real.runner(),
            new PlanSightings(new VantageId("eu-a-1"), new Consent(Set.of()), Optional::empty),
            uplink,
            ProbingRules.of(new Pause(folder)),
            real.grace(Duration.ofSeconds(30)));
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

  @Test
  void aPlanIsRunAndItsEndSaid() throws Exception {
    stream.assign(SWEEP.value(), plan(Arm.BASE).toByteArray(), LONG);
    var seen = Wire.fromProto(stream.take().getObservation());
    assertTrue(seen.ran(), seen::toString);
    assertEquals(List.of(), finished().getUnsupportedList());
  }

  @Test
  void anUnknownArmIsNamedAndNothingIsRun() throws Exception {
    var plan = plan(Arm.BASE).toBuilder();
    plan.getProbesBuilder(0).setArmValue(99);
    stream.assign(SWEEP.value(), plan.build().toByteArray(), LONG);
    assertEquals(List.of("tls://a.test 99: arm 99"), finished().getUnsupportedList());
    assertEquals(0, peer.accepted());
    stream.heartbeat(1);
  }

  @Test
  void aKnownArmWithAnUnknownFieldIsNotRunAndObservedSo() throws Exception {
    var field = UnknownFieldSet.Field.newBuilder().addVarint(1).build();
    var plan = plan(Arm.BASE).toBuilder();
    plan.getProbesBuilder(0)
        .setUnknownFields(UnknownFieldSet.newBuilder().addField(77, field).build());
    stream.assign(SWEEP.value(), plan.build().toByteArray(), LONG);
    var seen = Wire.fromProto(stream.take().getObservation());
    assertEquals(Arm.BASE, seen.key().arm());
    assertEquals(new Outcome.NotRun(NotRunReason.UNSUPPORTED, "field 77"), seen.outcome());
    assertEquals(List.of("tls://a.test base: field 77"), finished().getUnsupportedList());
    assertEquals(0, peer.accepted());
    stream.heartbeat(1);
  }

  @Test
  void aMalformedPlanIsAnsweredWithTheReasonAndTheLinkStays() throws Exception {
    stream.assign(SWEEP.value(), new byte[] {-1, -1, -1}, LONG);
    assertEquals(
        List.of("plan: expected an encoded ProbePlan, got: 3 bytes"),
        finished().getUnsupportedList());
    stream.heartbeat(1);
  }

  @Test
  void aReasonIsOneLineOfAtMost300Characters() throws Exception {
    stream.assign("\n".repeat(1_000), plan(Arm.BASE).toByteArray(), LONG);
    var why = stream.take().getPlanFinished().getUnsupported(0);
    assertTrue(why.startsWith("a sweep id is 1 to 40 of a-z 0-9 -"), why);
    assertEquals(300, why.length());
    assertEquals(1, why.lines().count());
  }

  @Test
  void aCancelledPlanEndsAtOnce() throws Exception {
    try (var silent = LoopbackPeer.silent()) {
      var plan = Plans.of(LONG, Plans.pinned(Arm.BASE, silent.port(), 2));
      stream.assign(SWEEP.value(), Wire.planBytes(plan), LONG);
      stream.cancel(SWEEP);
      for (int trial = 1; trial <= 2; trial++) {
        var seen = Wire.fromProto(stream.take().getObservation());
        assertEquals(new Outcome.NotRun(NotRunReason.DEADLINE, ""), seen.outcome());
      }
      finished();
    }
  }

  private ProbePlan plan(Arm arm) {
    return Wire.toProto(Plans.of(LONG, Plans.pinned(arm, peer.port(), 1)));
  }

  private PlanFinished finished() throws InterruptedException {
    var message = stream.take();
    assertTrue(message.hasPlanFinished(), message::toString);
    assertEquals(SWEEP.value(), message.getPlanFinished().getSweepId());
    return message.getPlanFinished();
  }
}
