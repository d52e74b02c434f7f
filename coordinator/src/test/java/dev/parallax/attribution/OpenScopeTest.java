package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.attribution.symptom.Symptom;
import dev.parallax.attribution.symptom.TargetTrials;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One cause with several scopes that the fleet cannot tell apart is that cause. */
class OpenScopeTest {
  @Test
  void onlyTheScopeIsOpen_theCauseIsNamed() {
    int open = 0;
    for (var verdict : intermittentInOneRegion()) {
      var causes = causes(verdict);
      if (causes.size() == 1 && verdict.credibleSet().size() > 1) {
        open++;
        assertNotEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
        assertEquals(causes, Set.of(verdict.hypothesis().orElse(Cause.UNKNOWN)));
        var mass = verdict.credibleSet().stream().mapToDouble(Candidate::probability).sum();
        assertTrue(verdict.probability() <= mass + 0.05, verdict::toString);
      }
    }
    assertTrue(open > 0, "no verdict of the sweep leaves its scope open");
  }

  /** A filter that strikes in one network of a region often, in the other seldom. */
  private static List<Verdict> intermittentInOneRegion() {
    var found = new ArrayList<Verdict>();
    for (int often = 6; often <= 18; often += 3) {
      for (int seldom = 1; seldom <= 5; seldom++) {
        var grid =
            """
            vantage  base    control  neutral  reference
            eu-a     20ok    20ok     ok       ok
            eu-b     20ok    20ok     ok       ok
            us-e     20ok    20ok     ok       ok
            us-f     20ok    20ok     ok       ok
            ap-c     %s  20ok  5ok  ok
            ap-d     %s  20ok  5ok  ok
            """
                .formatted(resets(often), resets(seldom));
        found.addAll(Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts());
      }
    }
    return found;
  }

  /** Twenty trials of which so many are reset, spread evenly over the sweep. */
  private static String resets(int count) {
    return IntStream.range(0, 20)
        .mapToObj(i -> (i + 1) * count / 20 > i * count / 20 ? "1reset" : "1ok")
        .collect(Collectors.joining("+"));
  }

  private static Set<Cause> causes(Verdict verdict) {
    return verdict.credibleSet().stream().map(Candidate::hypothesis).collect(Collectors.toSet());
  }

  /** An alert that the agent itself sent is no answer of a TLS server. */
  @Test
  void anAlertOfOurOwn_isNoAnswerOfTheServer() {
    for (var word : List.of("alert", "noname")) {
      for (var arm : List.of(Arm.BASE, Arm.CONTROL_SNI)) {
        var grid = "vantage base control\neu-a %s %s\nus-b ok ok\n".formatted(word, word);
        assertEquals(
            Set.of(word.equals("alert") ? Symptom.ALERT : Symptom.ALERT_NAME),
            symptoms(sentBy(grid, true), arm));
        assertEquals(Set.of(Symptom.BROKEN_HANDSHAKE), symptoms(sentBy(grid, false), arm));
      }
    }
  }

  @Test
  void ourOwnAlertsEverywhere_areNotTheServersRefusal() {
    var grid =
        "vantage base control reference\neu-a alert ok ok\nus-b alert ok ok\nap-c alert ok ok\n";
    var theirs = first(sentBy(grid, true));
    var ours = first(sentBy(grid, false));

    assertEquals(Optional.of(Cause.NO_SHARED_TLS_PARAMETERS), theirs.hypothesis());
    assertFalse(causes(ours).isEmpty(), ours::toString);
    assertNotEquals(theirs.hypothesis(), ours.hypothesis());
  }

  private static Verdict first(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Set<Symptom> symptoms(Sweep sweep, Arm arm) {
    return TargetTrials.of(sweep, sweep.targets().getFirst())
        .vantages()
        .getFirst()
        .trials()
        .stream()
        .filter(trial -> trial.arm() == arm)
        .map(trial -> trial.symptom())
        .collect(Collectors.toSet());
  }

  private static Sweep sentBy(String grid, boolean server) {
    var sweep = Grid.sweep(grid);
    return Grid.with(
        sweep, Grid.observations(sweep).stream().map(seen -> sentBy(seen, server)).toList());
  }

  private static Observation sentBy(Observation seen, boolean server) {
    var failed = seen.failure().filter(one -> one.word().isAlert());
    if (failed.isEmpty() || seen.steps().tls().isEmpty()) {
      return seen;
    }
    var tls = seen.steps().tls().get();
    var alert = new TlsStep.Alert(2, 40, server);
    return seen.with(
        seen.steps()
            .with(
                new TlsStep(
                    tls.hello(),
                    tls.agreed(),
                    tls.chain(),
                    tls.staple(),
                    tls.central(),
                    tls.certificateRequested(),
                    Optional.of(alert),
                    tls.traffic(),
                    tls.sinceLastSend(),
                    tls.took())));
  }
}
