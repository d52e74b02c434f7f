package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.NotRunReason;
import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.CpuShortage;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.observation.TrialKeys;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.RoundReason;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a starved agent measured says nothing about the path or the target. */
final class AgentDelayTest {
  private static final String STARVED = "eu-a1";
  private static final String FLEET =
      """
      vantage  base control reference
      eu-a1    ok   ok      ok
      eu-a2    ok   ok      ok
      eu-b1    ok   ok      ok
      us-d1    ok   ok      ok
      us-e1    ok   ok      ok
      ap-f1    ok   ok      ok
      """;
  private static final String BROKEN = FLEET.replace("ok   ok", "reset reset");
  private static final double BITS = 0.35;
  private static final Duration SLOW = Duration.ofSeconds(6);

  @Test
  void slowTimesOfAStarvedAgent_areNoThrottling() {
    var before = verdict(starved(FLEET, AgentDelayTest::slow));
    assertTrue(
        before.credibleSet().stream().anyMatch(one -> one.hypothesis() == Cause.THROTTLING),
        before::toString);

    var verdict = verdict(starved(FLEET, AgentDelayTest::slowByItself));

    assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
  }

  @Test
  void retransmissionsOfAStarvedAgent_areNoLoss() {
    UnaryOperator<Observation> lossy = seen -> repeated(seen).with(delay(Duration.ofSeconds(2)));

    var verdict = verdict(starved(FLEET, lossy));

    assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
  }

  @Test
  void vantageWhoseTrialsAreSpoilt_isShortOfCpu() {
    var verdict = verdict(starved(FLEET, AgentDelayTest::spoilt));

    assertEquals(Blame.VANTAGE, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(Cause.AGENT_SHORT_OF_CPU), verdict.hypothesis());
    assertEquals(STARVED, verdict.scope().value());
    assertEquals(Grade.PROOF, verdict.grade());
    var late = finding(verdict, FindingKind.AGENT_LATE).orElseThrow();
    assertEquals("13", late.parameters().get("spoilt"), late::toString);
    assertEquals("PT9S", late.parameters().get("longest"));
    assertEquals(
        "PT3S",
        finding(verdict, FindingKind.CPU_WITHHELD).orElseThrow().parameters().get("throttled"));
  }

  @Test
  void brokenTarget_isBlamedByTheOthersAlone() {
    var verdicts = verdicts(starved(BROKEN, AgentDelayTest::spoilt));

    assertEquals(Blame.ORIGIN, verdicts.getFirst().blame(), verdicts::toString);
    assertTrue(
        verdicts.stream()
            .filter(verdict -> verdict.blame() != Blame.VANTAGE)
            .flatMap(verdict -> verdict.explains().stream())
            .noneMatch(vantage -> vantage.name().equals(STARVED)),
        verdicts::toString);
  }

  @Test
  void everyAgentStarved_isNoWordAboutTheTarget() {
    var verdicts = verdicts(all(FLEET, AgentDelayTest::spoilt));

    assertTrue(
        verdicts.stream()
            .allMatch(
                verdict ->
                    verdict.blame() == Blame.VANTAGE || verdict.blame() == Blame.INCONCLUSIVE),
        verdicts::toString);
  }

  @Test
  void agentLateInOneRoundAndThenOnTime_isNotShortOfCpu() {
    var once = starved(FLEET, AgentDelayTest::spoilt);

    var verdicts = verdicts(Grid.with(once, repeated(once)));

    assertEquals(
        List.of(Blame.HEALTHY), verdicts.stream().map(Verdict::blame).toList(), verdicts::toString);
  }

  @Test
  void trialsOfALateAgent_areRepeatedOnce() {
    var sweep = starved(FLEET, AgentDelayTest::spoilt);
    var repetition =
        new ProposedProbe(Arm.BASE, RoundReason.AGENT_LATE, List.of(new VantageId(STARVED)), BITS);

    assertEquals(List.of(repetition), proposed(sweep));
    assertEquals(List.of(), proposed(Grid.after(sweep, RoundReason.AGENT_LATE)));
  }

  private static List<ProposedProbe> proposed(Sweep sweep) {
    return NextRound.of(sweep, sweep.targets().getFirst()).proposedProbes((arm, reason) -> 3);
  }

  /** What the sweep has, and the trials of the late agent in a second round, on time. */
  private static List<Observation> repeated(Sweep sweep) {
    var again =
        Grid.observations(Grid.sweep(FLEET)).stream()
            .filter(seen -> seen.key().vantage().name().equals(STARVED))
            .map(AgentDelayTest::inSecondRound);
    return Stream.concat(Grid.observations(sweep).stream(), again).toList();
  }

  private static Observation inSecondRound(Observation seen) {
    var key = seen.key();
    return new Observation(
        TrialKeys.withRound(key, 2), seen.planHash(), seen.outcome(), seen.steps(), seen.delay());
  }

  private static Optional<dev.parallax.model.verdict.Evidence> finding(
      Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream().filter(one -> one.kind() == kind).findFirst();
  }

  private static Sweep starved(String grid, UnaryOperator<Observation> change) {
    var sweep = Grid.sweep(grid);
    return Grid.with(
        sweep,
        Grid.observations(sweep).stream()
            .map(seen -> seen.key().vantage().name().equals(STARVED) ? change.apply(seen) : seen)
            .toList());
  }

  private static Sweep all(String grid, UnaryOperator<Observation> change) {
    var sweep = Grid.sweep(grid);
    return Grid.with(sweep, Grid.observations(sweep).stream().map(change).toList());
  }

  private static SchedulingDelay delay(Duration total) {
    var shortage = new CpuShortage(30, Duration.ofSeconds(3), Duration.ZERO, Duration.ofSeconds(1));
    return new SchedulingDelay(total, total, Optional.of(shortage));
  }

  private static Observation spoilt(Observation seen) {
    return new Observation(
        seen.key(),
        seen.planHash(),
        new Outcome.NotRun(NotRunReason.AGENT_ERROR, "this agent was late"),
        Steps.NONE,
        Optional.of(delay(Duration.ofSeconds(9))));
  }

  private static Observation slowByItself(Observation seen) {
    return slow(seen).with(delay(SLOW.minusMillis(50)));
  }

  private static Observation slow(Observation seen) {
    return seen.key().arm() != Arm.BASE
        ? seen
        : seen.steps().tls().map(tls -> seen.with(seen.steps().with(slow(tls)))).orElse(seen);
  }

  private static TlsStep slow(TlsStep tls) {
    return new TlsStep(
        tls.hello(),
        tls.agreed(),
        tls.chain(),
        tls.staple(),
        tls.central(),
        tls.certificateRequested(),
        tls.alert(),
        tls.traffic(),
        tls.sinceLastSend(),
        SLOW);
  }

  private static Observation repeated(Observation seen) {
    var steps = seen.steps();
    return seen.with(
        new Steps(
            steps.dns(), steps.tcp().map(AgentDelayTest::repeated), steps.tls(), steps.http()));
  }

  private static TcpStep repeated(TcpStep tcp) {
    return new TcpStep(
        tcp.address(), tcp.port(), tcp.localPort(), Duration.ofMillis(1_900), tcp.info());
  }

  private static List<Verdict> verdicts(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts();
  }

  private static Verdict verdict(Sweep sweep) {
    return verdicts(sweep).getFirst();
  }
}
