package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.agent.LoopbackPeer;
import dev.parallax.agent.Plans;
import dev.parallax.agent.RealRunner;
import dev.parallax.agent.config.PolicyFile;
import dev.parallax.agent.link.FakeCoordinator;
import dev.parallax.agent.link.RunningLink;
import dev.parallax.agent.link.Uplink;
import dev.parallax.agent.policy.BudgetLimits;
import dev.parallax.agent.state.Pause;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.Bytes;
import dev.parallax.model.value.Sha256;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.wire.Wire;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The owner's rules on time and coordinator, over the link. */
@Timeout(60)
final class ProbingRulesTest {
  private static final SweepId SWEEP = new SweepId("sweep-1");
  private static final VantageId SELF = new VantageId("eu-a-1");
  private static final Bytes AUTHORITY = Sha256.of(new byte[] {1});
  private static final String OTHER =
      "abababababababababababababababababababababababababababababababab";
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

  @TempDir private Path folder;
  private final RealRunner real = new RealRunner();
  private final LoopbackPeer peer = LoopbackPeer.silent();
  private volatile Instant now = NOON;

  @AfterEach
  void close() {
    real.close();
    peer.close();
  }

  @ParameterizedTest
  @CsvSource({
    "probing = off, probing is off on this host",
    "quiet-hours = 13:59-14:01 Europe/Berlin, quiet-hours 13:59-14:01 Europe/Berlin of this host:"
        + " local time is 14:00",
    "sweeps-from = "
        + OTHER
        + ", sweeps-from of this host does not have the coordinator's CA "
        + "4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a",
  })
  void eachRule_refusesEveryTrial_andIsNamed(String setting, String rule) throws Exception {
    try (var coordinator = new FakeCoordinator();
        var _ = link(coordinator, setting)) {
      var stream = coordinator.welcomed();
      stream.assign(SWEEP.value(), plan(2), Duration.ofMinutes(1));
      var refused = new Outcome.NotRun(NotRunReason.REFUSED_BY_POLICY, rule);
      assertEquals(List.of(refused, refused), outcomes(stream));
      assertEquals(0, peer.accepted());
    }
  }

  @Test
  void runningPlan_endsWhenQuietHoursBegin() throws Exception {
    var uplink = new Uplink();
    var plans = plans(uplink, "quiet-hours = 22:00-06:00 UTC");
    try (var coordinator = new FakeCoordinator();
        var _ = new RunningLink(coordinator, uplink, plans, Clock.systemUTC())) {
      var stream = coordinator.welcomed();
      stream.assign(SWEEP.value(), plan(50), Duration.ofMinutes(1));
      stream.heartbeat(1);
      plans.obeyRules();
      now = Instant.parse("2026-07-01T22:00:00Z");
      plans.obeyRules();
      var refused =
          new Outcome.NotRun(
              NotRunReason.REFUSED_BY_POLICY,
              "quiet-hours 22:00-06:00 UTC of this host: local time is 22:00");
      assertEquals(50, outcomes(stream).stream().filter(refused::equals).count());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "22:00-06:00 UTC, 2026-07-01T21:59:59Z, false",
    "22:00-06:00 UTC, 2026-07-01T22:00:00Z, true",
    "22:00-06:00 UTC, 2026-07-01T05:59:59Z, true",
    "22:00-06:00 UTC, 2026-07-01T06:00:00Z, false",
    "22:00-06:00 Europe/Berlin, 2026-07-01T20:30:00Z, true",
    "22:00-06:00 Europe/Berlin, 2026-12-01T20:30:00Z, false",
    "12:00-13:00 +05:30, 2026-07-01T06:30:00Z, true",
    "12:00-13:00 +05:30, 2026-07-01T07:30:00Z, false",
  })
  void quietHours_areLocalTime(String span, Instant at, boolean quiet) {
    now = at;
    assertEquals(quiet, rules("quiet-hours = " + span).refusal().isPresent());
  }

  @Test
  void coordinatorOnTheList_mayRunSweeps() {
    assertEquals(Optional.empty(), rules("sweeps-from = " + OTHER + ", " + AUTHORITY).refusal());
  }

  @Test
  void rates_lowerDatagramsAndBytesInProportion() {
    var limits = PolicyFile.read("rates = port 5, address 10, total 10").rates().limits();
    assertEquals(5, limits.port().perSecond());
    assertEquals(20, limits.port().burst());
    assertEquals(40, limits.address().datagrams().perSecond());
    assertEquals((256 << 10) / 5, limits.address().bytes().perSecond());
    assertEquals(30, limits.total().datagrams().perSecond());
    assertEquals(BudgetLimits.STANDARD, limits(""));
  }

  private static BudgetLimits limits(String policy) {
    return PolicyFile.read(policy).rates().limits();
  }

  private RunningLink link(FakeCoordinator coordinator, String setting) throws Exception {
    var uplink = new Uplink();
    return new RunningLink(coordinator, uplink, plans(uplink, setting), Clock.systemUTC());
  }

  private AssignedPlans plans(Uplink uplink, String setting) {
    return new AssignedPlans(
        SELF,
        real.runner(),
        new PlanSightings(SELF, new Consent(Set.of()), Optional::empty),
        uplink,
        rules(setting),
        real.grace(Duration.ofSeconds(30)));
  }

  private ProbingRules rules(String setting) {
    return new ProbingRules(
        new Pause(folder), PolicyFile.read(setting).times(), () -> AUTHORITY, () -> now);
  }

  private byte[] plan(int trials) {
    var spacing = Duration.ofSeconds(1);
    return Wire.planBytes(Plans.of(spacing, Plans.pinned(Arm.BASE, peer.port(), trials)));
  }

  private static List<Outcome> outcomes(FakeCoordinator.Stream stream) throws InterruptedException {
    var outcomes = new ArrayList<Outcome>();
    for (var message = stream.take(); !message.hasPlanFinished(); message = stream.take()) {
      if (message.hasObservation()) {
        outcomes.add(Wire.fromProto(message.getObservation()).outcome());
      }
    }
    return outcomes;
  }
}
