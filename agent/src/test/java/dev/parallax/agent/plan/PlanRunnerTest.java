package dev.parallax.agent.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.agent.LoopbackPeer;
import dev.parallax.agent.Plans;
import dev.parallax.agent.RealRunner;
import dev.parallax.agent.config.Act;
import dev.parallax.agent.link.AssignedPlan;
import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.plan.ProbePlan;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.wire.Wire;
import dev.parallax.wire.plan.PlanReader;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

@Timeout(60)
final class PlanRunnerTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final RealRunner real = new RealRunner();
  private final LoopbackPeer peer = LoopbackPeer.resetting();
  private final LoopbackPeer silent = LoopbackPeer.silent();
  private final List<Observation> observations = new CopyOnWriteArrayList<>();
  private final AtomicInteger endings = new AtomicInteger();
  private final CountDownLatch finished = new CountDownLatch(1);

  @AfterEach
  void close() {
    real.close();
    peer.close();
    silent.close();
  }

  @Test
  void everyTrialIsReportedOnce() throws Exception {
    var plan =
        Plans.of(
            Duration.ofMillis(5),
            Plans.pinned(Arm.BASE, peer.port(), 5),
            Plans.pinned(Arm.CONTROL_SNI, peer.port(), 3));
    start(plan, Duration.ZERO, LONG);
    awaitFinished();
    assertEquals(8, observations.size());
    assertEquals(8, observations.stream().map(Observation::key).distinct().count());
    assertTrue(observations.stream().allMatch(Observation::ran), observations::toString);
    assertEquals(8, peer.accepted());
    var hash = Wire.planHash(Wire.planBytes(plan));
    assertTrue(observations.stream().allMatch(seen -> seen.planHash().equals(hash)));
  }

  @Test
  void everyThreadOfATrialNamesSweepAndVantageInItsLog() throws Exception {
    var contexts = ConcurrentHashMap.<Map<String, String>>newKeySet();
    var plan = Plans.of(Duration.ofMillis(5), Plans.pinned(Arm.BASE, peer.port(), 3));
    real.runner()
        .start(
            trials(assigned(plan, Duration.ZERO, LONG, Map.of())),
            observation -> contexts.add(Objects.requireNonNull(MDC.getCopyOfContextMap())),
            finished::countDown);
    awaitFinished();
    assertEquals(Set.of(Map.of("sweep", "sweep-1", "vantage", "eu-a-1")), contexts);
  }

  /** The spacing alone would run all trials within 25 ms. */
  @Test
  void handshakesAtOneHostKeepTheirInterval() throws Exception {
    var interval = Duration.ofMillis(100);
    var plan =
        Plans.of(
            Duration.ofMillis(5),
            Plans.pinned(Arm.BASE, peer.port(), 3),
            Plans.pinned(Arm.CONTROL_SNI, peer.port(), 2));
    var alone = assigned(plan, Duration.ZERO, LONG, Map.of());
    long start = System.nanoTime();
    start(
        real.runner(),
        new AssignedPlan(
            alone.sweep(), alone.plan(), Duration.ZERO, LONG, Map.of(), Set.of(), interval));
    awaitFinished();
    assertEquals(5, peer.accepted());
    var took = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(took.compareTo(interval.multipliedBy(4)) >= 0, took::toString);
  }

  @Test
  void anAgentAloneKeepsThePlansCeiling() {
    var plan = Plans.of(LONG, Plans.pinned(Arm.BASE, peer.port(), 1));
    var alone = assigned(plan, Duration.ZERO, LONG, Map.of());
    assertEquals(Duration.ofMillis(20), alone.keptInterval());
  }

  @Test
  void whatHasNotEndedByTheDeadlineIsNotRun() throws Exception {
    var plan =
        Plans.of(LONG, Plans.pinned(Arm.BASE, silent.port(), 3)); // The first hangs, two wait.
    start(plan, Duration.ZERO, Duration.ofMillis(100));
    awaitFinished();
    assertNotRun(NotRunReason.DEADLINE, 3);
  }

  @Test
  void stopEndsAPlanLikewise() throws Exception {
    var plan = Plans.of(LONG, Plans.pinned(Arm.BASE, silent.port(), 3));
    var running = start(plan, LONG, LONG);
    assertFalse(running.over());
    running.stop(NotRunReason.DRAINING, "");
    running.stop(NotRunReason.DEADLINE, "");
    awaitFinished();
    assertNotRun(NotRunReason.DRAINING, 3);
    assertTrue(running.over());
  }

  @Test
  void anArmThatProvokesNeedsTheOwnersConsent() throws Exception {
    var plan = Plans.of(LONG, Plans.pinned(Arm.REAL_SNI_AT_NEUTRAL, peer.port(), 1));
    start(plan, Duration.ZERO, LONG);
    awaitFinished();
    assertNotRun(NotRunReason.REFUSED_BY_POLICY, 1);
    assertEquals(0, peer.accepted());
  }

  @Test
  void withConsentItRuns() throws Exception {
    var plan = Plans.of(LONG, Plans.pinned(Arm.REAL_SNI_AT_NEUTRAL, peer.port(), 1));
    start(real.runner(Act.REAL_SNI_AT_NEUTRAL), assigned(plan, Duration.ZERO, LONG, Map.of()));
    awaitFinished();
    assertTrue(observations.getFirst().ran(), observations::toString);
  }

  @Test
  void aRouteReplacesResolution() throws Exception {
    var plan = Plans.of(LONG, Plans.named(Arm.BASE, peer.port(), 1));
    var routes = Map.of("tls://a.test", Plans.LOOPBACK);
    start(real.runner(), assigned(plan, Duration.ZERO, LONG, routes));
    awaitFinished();
    var seen = observations.getFirst();
    assertEquals(Optional.of(Plans.LOOPBACK), seen.key().address());
    assertEquals(Optional.empty(), seen.steps().dns());
    assertEquals(1, peer.accepted());
  }

  @Test
  void aRouteIsForProbesThatLeaveTheAddressOpen() {
    var route = InetAddress.ofLiteral("127.0.0.9");
    var plan = Plans.of(LONG, Plans.named(Arm.BASE, 443, 1));
    var trials = trials(assigned(plan, Duration.ZERO, LONG, Map.of("tls://a.test", route)));
    Stream.of(Arm.BASE, Arm.CONTROL_SNI, Arm.NO_SNI, Arm.DELAYED_HELLO)
        .map(arm -> trials.complete(Plans.named(arm, 443, 1)))
        .forEach(probe -> assertEquals(Optional.of(route), probe.address(), probe::toString));
    Stream.of(
            Plans.pinned(Arm.PINNED_ADDRESS, 443, 1),
            Plans.pinned(Arm.PEER_ADDRESSES, 443, 1),
            Plans.named(Arm.REAL_SNI_AT_NEUTRAL, 443, 1),
            Plans.named(Arm.RESPONDER, 443, 1),
            Plans.named(Arm.REFERENCE, 443, 1))
        .forEach(probe -> assertEquals(probe, trials.complete(probe)));
  }

  private RunningPlan start(ProbePlan plan, Duration startAfter, Duration deadline) {
    return start(real.runner(), assigned(plan, startAfter, deadline, Map.of()));
  }

  private RunningPlan start(PlanRunner runner, AssignedPlan assigned) {
    return runner.start(trials(assigned), observations::add, this::finished);
  }

  private void finished() {
    endings.incrementAndGet();
    finished.countDown();
  }

  private static PlanTrials trials(AssignedPlan assigned) {
    return new PlanTrials(new VantageId("eu-a-1"), assigned);
  }

  private static AssignedPlan assigned(
      ProbePlan plan, Duration startAfter, Duration deadline, Map<String, InetAddress> routes) {
    return new AssignedPlan(
        new SweepId("sweep-1"),
        PlanReader.read(Wire.planBytes(plan)),
        startAfter,
        deadline,
        routes,
        Set.of());
  }

  private void awaitFinished() throws InterruptedException {
    assertTrue(finished.await(20, TimeUnit.SECONDS), observations::toString);
  }

  /** Also after the end of running trials. */
  private void assertNotRun(NotRunReason reason, int trials) {
    real.close();
    assertEquals(trials, observations.size(), observations::toString);
    for (var seen : observations) {
      assertTrue(
          seen.outcome() instanceof Outcome.NotRun notRun && notRun.reason() == reason,
          seen::toString);
    }
    assertEquals(1, endings.get());
  }
}
