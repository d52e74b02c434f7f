package dev.parallax.agent.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.value.SweepId;
import dev.parallax.v1.AgentMessage;
import dev.parallax.v1.CoordinatorMessage;
import dev.parallax.v1.Drain;
import dev.parallax.wire.Wire;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
final class CoordinatorLinkTest {
  /** This host's clock, ten years behind. */
  private static final Instant WRONG = Instant.parse("2020-01-01T00:00:00Z");

  private final Uplink uplink = new Uplink();
  private final BlockingQueue<String> orders = new LinkedBlockingQueue<>();
  private FakeCoordinator coordinator;
  private RunningLink link;

  @BeforeEach
  void start() throws Exception {
    coordinator = new FakeCoordinator();
    link = new RunningLink(coordinator, uplink, new Recorded(), InstantSource.fixed(WRONG));
  }

  @AfterEach
  void stop() throws Exception {
    coordinator.close();
    link.close();
  }

  @Test
  void helloSaysWhoCallsAndWhatWillFollow() throws Exception {
    var first = coordinator.next().hello();
    assertEquals(1, first.getContract());
    assertEquals("test", first.getFactsMap().get("os"));
    assertEquals(0, first.getUnacknowledged());
  }

  @Test
  void whatWasNotAcknowledgedIsSentAgain() throws Exception {
    var first = coordinator.welcomed();
    uplink.observed(SampleObservations.trial(1));
    uplink.observed(SampleObservations.trial(2));
    assertSaid(SampleObservations.trial(1), first.take());
    assertSaid(SampleObservations.trial(2), first.take());
    first.acknowledge(SampleObservations.trial(1).key());
    first.heartbeat(1);
    first.end(Status.UNAVAILABLE);

    var second = coordinator.next();
    assertEquals(1, second.hello().getUnacknowledged());
    second.welcome();
    assertSaid(SampleObservations.trial(2), second.take());
    second.heartbeat(2);
  }

  @Test
  void anObservationMadeWhileTheLinkIsDownArrivesLater() throws Exception {
    coordinator.welcomed().end(Status.UNAVAILABLE);
    var second = coordinator.next();
    second.hello();
    uplink.observed(SampleObservations.trial(1));
    second.welcome();
    assertSaid(SampleObservations.trial(1), second.take());
    second.heartbeat(1);
  }

  @Test
  void theEndOfAPlanIsRepeatedAfterItsObservations() throws Exception {
    var first = coordinator.welcomed();
    uplink.planFinished(SampleObservations.SWEEP, 1, List.of("what"));
    var finished = first.take();
    uplink.observed(SampleObservations.trial(1));
    first.take();
    first.end(Status.UNAVAILABLE);

    var second = coordinator.welcomed();
    assertSaid(SampleObservations.trial(1), second.take());
    assertEquals(finished, second.take());
    assertEquals(List.of("what"), finished.getPlanFinished().getUnsupportedList());
    second.heartbeat(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"PERMISSION_DENIED", "FAILED_PRECONDITION"})
  void someRefusalsAreForGood(Status.Code code) throws Exception {
    coordinator.next().end(code.toStatus().withDescription("not you"));
    assertEquals(new CoordinatorLink.End.Refused(code + ": not you"), link.end());
    assertEquals(code, coordinator.refusals.element().getCode());
  }

  @Test
  void aStandingLinkIsCutForGoodToo() throws Exception {
    coordinator.welcomed().end(Status.PERMISSION_DENIED.withDescription("revoked"));
    assertEquals(new CoordinatorLink.End.Refused("PERMISSION_DENIED: revoked"), link.end());
  }

  @ParameterizedTest
  @EnumSource(
      value = Status.Code.class,
      names = {"UNAVAILABLE", "RESOURCE_EXHAUSTED", "UNAUTHENTICATED", "ABORTED", "ALREADY_EXISTS"})
  void othersLeadToAnotherAttempt(Status.Code code) throws Exception {
    coordinator.next().end(code.toStatus());
    coordinator.welcomed().end(code.toStatus());
    coordinator.welcomed().heartbeat(1);
    assertEquals(1, coordinator.refusals.size(), "only the first was no standing link");
    assertEquals(FakeCoordinator.NOW, coordinator.times.element());
  }

  @Test
  void silentCoordinator_isLeftForAnotherAttempt() throws Exception {
    coordinator.welcomed().heartbeatEach(Duration.ofSeconds(1));
    coordinator.welcomed().heartbeat(1);
  }

  @Test
  void everyHelloOfAProcessNamesTheSameInstance() throws Exception {
    var first = coordinator.next();
    var instance = first.hello().getInstance();
    first.end(Status.ABORTED);
    assertEquals(16, instance.size());
    assertEquals(instance, coordinator.next().hello().getInstance());
  }

  @Test
  void stopSaysGoodbyeAndEnds() throws Exception {
    var stream = coordinator.welcomed();
    stream.heartbeat(1);
    link.stop();
    assertTrue(stream.take().hasGoodbye());
    assertTrue(stream.leftOnPurpose());
    stream.complete();
    assertInstanceOf(CoordinatorLink.End.Stopped.class, link.end());
  }

  @Test
  void stopEndsThoughTheCoordinatorIsSilent() throws Exception {
    coordinator.next().hello();
    link.stop();
    assertInstanceOf(CoordinatorLink.End.Stopped.class, link.end());
  }

  @Test
  void afterStopNothingIsSaidAndNothingThrows() throws Exception {
    var stream = coordinator.welcomed();
    stream.heartbeat(1);
    link.stop();
    link.stop();
    uplink.observed(SampleObservations.trial(1));
    assertTrue(stream.take().hasGoodbye());
    assertTrue(stream.leftOnPurpose());
    assertEquals(1, uplink.spool().records());
  }

  @Test
  void aHeartbeatIsAnsweredWithThisHostsTimeHoweverWrong() throws Exception {
    var reply = coordinator.welcomed().heartbeat(7);
    assertEquals(7, reply.getSequence());
    assertEquals(Wire.toProto(WRONG), reply.getAgentTime());
  }

  @Test
  void aKindOfMessageNotKnownIsIgnored() throws Exception {
    var stream = coordinator.welcomed();
    var field = UnknownFieldSet.Field.newBuilder().addLengthDelimited(ByteString.EMPTY).build();
    var newer = UnknownFieldSet.newBuilder().addField(99, field).build();
    stream.say(CoordinatorMessage.newBuilder().setUnknownFields(newer).build());
    assertEquals(1, stream.heartbeat(1).getSequence());
  }

  @Test
  void cancelAndDrainArePassedOn() throws Exception {
    var stream = coordinator.welcomed();
    stream.cancel(SampleObservations.SWEEP);
    stream.say(CoordinatorMessage.newBuilder().setDrain(Drain.getDefaultInstance()).build());
    assertEquals("cancelled sweep-1", orders.poll(10, TimeUnit.SECONDS));
    assertEquals("drained", orders.poll(10, TimeUnit.SECONDS));
    assertFalse(coordinator.times.isEmpty());
  }

  private static void assertSaid(Observation expected, AgentMessage said) {
    assertEquals(expected, Wire.fromProto(said.getObservation()));
  }

  private final class Recorded implements CoordinatorOrders {
    @Override
    public void assigned(AssignedPlan assigned) {
      orders.add("assigned " + assigned.sweep());
    }

    @Override
    public void cancelled(SweepId sweep) {
      orders.add("cancelled " + sweep);
    }

    @Override
    public void sightingsWanted(SweepId sweep, int round, Set<String> clientRandoms) {
      orders.add("sightings of " + sweep + " " + round);
    }

    @Override
    public Duration idle() {
      return Duration.ZERO;
    }

    @Override
    public void drained() {
      orders.add("drained");
    }

    @Override
    public void connected() {}

    @Override
    public void disconnected() {}
  }
}
