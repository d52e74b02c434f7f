package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.PathStep;
import dev.parallax.model.observation.Steps;
import dev.parallax.model.observation.TcpStep;
import dev.parallax.model.observation.TrialKey;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.NextProbe;
import dev.parallax.model.verdict.Verdict;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Small fleets, and networks with one agent: right or open, never sure and wrong. */
class FewVantagesTest {
  private static final double SURE = 0.9;

  /** Three VPSes in three regions, with and without an inside vantage; four and five of them. */
  private static final List<String> FLEETS =
      List.of(
          "eu-a us-b ap-c",
          "eu-a us-b ap-c inside",
          "eu-a us-b ap-c sa-d",
          "eu-a us-b ap-c eu-d inside",
          "eu-a us-b ap-c eu-d us-f inside");

  /** Its cause may be the host's own firewall, its network or its region. */
  @Test
  void theTargetFailsAtTheOnlyAgentOfANetwork_noPlaceIsSure() {
    for (var fleet : FLEETS) {
      for (var word : List.of("reset", "silent", "timeout", "refused", "resigned", "early")) {
        for (var control : List.of("ok", word)) {
          var grid = grid(fleet, "us-b", word, control, "ok");
          for (var verdict : verdicts(grid)) {
            assertTrue(
                verdict.blame() == Blame.PATH || verdict.blame() == Blame.INCONCLUSIVE,
                () -> grid + verdict);
            assertTrue(
                verdict.blame() == Blame.INCONCLUSIVE || verdict.probability() < SURE,
                () -> grid + verdict);
          }
        }
      }
    }
  }

  /** A dead uplink, the host's firewall and a port that the network blocks look alike. */
  @Test
  void allFailsAtTheOnlyAgentOfANetwork_hostAndNetworkStayOpen() {
    for (var fleet : FLEETS) {
      for (var word : List.of("timeout", "refused", "noroute", "reset", "silent", "resigned")) {
        var grid = grid(fleet, "us-b", word, word, word);
        var verdict = verdicts(grid).getFirst();

        assertEquals(Blame.VANTAGE, verdict.blame(), () -> grid + verdict);
        assertTrue(verdict.probability() < SURE, () -> grid + verdict);
        assertTrue(
            verdict.credibleSet().stream()
                .anyMatch(one -> one.hypothesis().family() == Cause.CauseFamily.PATH),
            () -> grid + verdict);
        assertTrue(
            verdict.nextProbes().stream()
                .anyMatch(one -> one.why() == NextProbe.Why.NEEDS_SECOND_AGENT),
            () -> grid + verdict);
      }
    }
  }

  @Test
  void allFailsAtOneAgentOfTwo_itIsTheHost() {
    for (var word : List.of("timeout", "refused", "reset", "silent", "resigned")) {
      var grid = grid("eu-a us-b1 us-b2 ap-c", "us-b1", word, word, word);
      var verdict = verdicts(grid).getFirst();

      assertEquals(Blame.VANTAGE, verdict.blame(), () -> grid + verdict);
      assertTrue(verdict.probability() >= SURE, () -> grid + verdict);
    }
  }

  @Test
  void allFailsAtAllAgentsOfANetwork_itIsNoHost() {
    for (var word : List.of("timeout", "refused", "reset", "silent", "resigned")) {
      for (var fleet : List.of("eu-a us-b1 us-b2 ap-c", "eu-a us-b1 us-b2 us-b3 ap-c sa-d")) {
        var grid = grid(fleet, "us-b1 us-b2 us-b3", word, word, word);
        var verdict = verdicts(grid).getFirst();

        assertTrue(
            verdict.blame() == Blame.PATH || verdict.blame() == Blame.INCONCLUSIVE,
            () -> grid + verdict);
        assertEquals("b", verdict.scope().value(), () -> grid + verdict);
      }
    }
  }

  /** Nothing farther than the host answers within a fraction of a millisecond. */
  @Test
  void everyDestinationAnswersAtOnce_itIsTheHost() {
    for (var word : List.of("refused", "reset", "resigned")) {
      for (var fleet : FLEETS) {
        var grid = grid(fleet, "us-b", word, word, word);
        var sweep = Grid.sweep(grid);
        var near =
            Grid.with(
                sweep,
                Grid.observations(sweep).stream().map(FewVantagesTest::answeredAtOnce).toList());
        var verdict = Attribution.attribute(near).getFirst().verdicts().getFirst();

        assertEquals(Blame.VANTAGE, verdict.blame(), () -> grid + verdict);
        assertEquals(Optional.of(Cause.LOCAL_INTERCEPTION), verdict.hypothesis());
        assertTrue(verdict.probability() >= SURE, () -> grid + verdict);
        assertTrue(
            verdict.evidence().stream().anyMatch(one -> one.kind() == FindingKind.ANSWERS_AT_ONCE),
            () -> grid + verdict);
      }
    }
  }

  /** A slow host answers later than 0.3 ms, and yet long before its first router. */
  @Test
  void everyDestinationAnswersBeforeTheFirstRouter_itIsTheHost() {
    for (var word : List.of("refused", "reset", "resigned")) {
      for (var router : List.of(3.0, 1.0)) {
        var grid = grid(FLEETS.getFirst(), "us-b", word, word, word);
        var verdict =
            Attribution.attribute(near(grid, 0.9, router)).getFirst().verdicts().getFirst();

        assertEquals(router > 2.7, verdict.probability() >= SURE, () -> grid + router + verdict);
        assertEquals(Blame.VANTAGE, verdict.blame(), () -> grid + verdict);
      }
    }
  }

  /** The sweep whose connections of us-b, and the answer of its first router, take so long. */
  private static Sweep near(String grid, double connect, double router) {
    var sweep = Grid.sweep(grid);
    var seen = new ArrayList<Observation>();
    for (var one : Grid.observations(sweep)) {
      seen.add(answeredAfter(one, millis(connect)));
      if (one.key().arm() == Arm.BASE && one.key().trial() == 1) {
        seen.add(traced(one, millis(router)));
      }
    }
    return Grid.with(sweep, seen);
  }

  private static Duration millis(double value) {
    return Duration.ofNanos((long) (value * 1e6));
  }

  private static Observation traced(Observation base, Duration took) {
    var key = base.key();
    var reply =
        new PathStep.Reply(
            1, Optional.of(InetAddress.ofLiteral("10.0.0.1")), 11, 0, Optional.of(took));
    return new Observation(
        new TrialKey(
            key.sweep(), 1, key.target(), key.vantage(), Arm.TRACEROUTE, "", key.address(), 1),
        "",
        new Outcome.Ok(),
        Steps.NONE.with(new PathStep("udp", List.of(reply))));
  }

  /** The fleet's own way out explains it as well as the target does. */
  @Test
  void targetAndAllReferencesFailAlike_isLeftOpen() {
    for (var fleet : FLEETS) {
      for (var word : List.of("timeout", "refused", "nxdomain", "reset", "issuer", "502")) {
        var cells = new StringBuilder("vantage base control reference\n");
        for (var name : fleet.split(" ", -1)) {
          cells.append(name).append(' ').append(word).append(" ok ").append(word).append('\n');
        }
        for (var verdict : verdicts(cells.toString())) {
          assertEquals(Blame.INCONCLUSIVE, verdict.blame(), () -> cells + verdict.toString());
          assertTrue(verdict.probability() < SURE, verdict::toString);
          assertTrue(
              verdict.evidence().stream()
                  .anyMatch(one -> one.kind() == FindingKind.CONTROLS_FAIL_ALIKE),
              verdict::toString);
        }
      }
    }
  }

  /** Faults of the service and of its edge do not become less sure. */
  @Test
  void theTargetFailsEverywhere_theOriginIsSure() {
    for (var fleet : FLEETS) {
      for (var word : List.of("expired", "502", "refused")) {
        var cells = new StringBuilder("vantage base control reference\n");
        for (var name : fleet.split(" ", -1)) {
          var control = word.equals("refused") ? word : "ok";
          cells.append("%s %s %s ok%n".formatted(name, word, control));
        }
        var verdict = verdicts(cells.toString()).getFirst();

        assertEquals(Blame.ORIGIN, verdict.blame(), () -> cells + verdict.toString());
        assertTrue(verdict.probability() >= SURE, verdict::toString);
        assertFalse(verdict.explains().isEmpty());
      }
    }
  }

  private static Observation answeredAtOnce(Observation seen) {
    return answeredAfter(seen, Duration.ofNanos(90_000));
  }

  private static Observation answeredAfter(Observation seen, Duration took) {
    if (!seen.key().vantage().name().equals("us-b")) {
      return seen;
    }
    var steps = seen.steps();
    return seen.with(
        new Steps(
            steps.dns(), steps.tcp().map(tcp -> after(tcp, took)), steps.tls(), steps.http()));
  }

  private static TcpStep after(TcpStep tcp, Duration took) {
    return new TcpStep(tcp.address(), tcp.port(), tcp.localPort(), took, tcp.info());
  }

  private static List<Verdict> verdicts(String grid) {
    return Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts();
  }

  private static String grid(
      String fleet, String sick, String base, String control, String reference) {
    var rows = new StringBuilder("vantage base control reference\n");
    for (var name : fleet.split(" ", -1)) {
      var cells =
          List.of(sick.split(" ", -1)).contains(name)
              ? base + " " + control + " " + reference
              : "ok ok ok";
      rows.append(name).append(' ').append(cells).append('\n');
    }
    return rows.toString();
  }
}
