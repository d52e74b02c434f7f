package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Failures before the passing trials, at several networks alike, are no chance. */
class OutcomeTrendTest {
  private static final List<String> ALL = List.of("eu-a", "eu-b", "us-c", "us-d", "ap-e", "inside");

  @Test
  void outageThatEndedDuringTheSweep_isNotHealthy() {
    for (var base : List.of("2reset+13ok", "2reset+18ok", "5reset+10ok")) {
      var verdict = verdict(sweep(base, base));

      assertEquals(Blame.INCONCLUSIVE, verdict.blame(), () -> base + " " + verdict);
      assertTrue(trend(verdict).isPresent(), verdict::toString);
    }
  }

  @Test
  void evidence_countsBothHalves() {
    var parameters = trend(verdict(sweep("5reset+15ok", "5reset+15ok"))).orElseThrow().parameters();

    assertEquals("30", parameters.get("earlyFailed"));
    assertEquals("60", parameters.get("earlyTrials"));
    assertEquals("0", parameters.get("lateFailed"));
    assertEquals("60", parameters.get("lateTrials"));
  }

  @Test
  void failuresSpreadOverTheSweep_areNoTrend() {
    var spread = "3ok+1reset+6ok+1reset+6ok+1reset+2ok";

    assertTrue(trend(verdict(sweep(spread, spread))).isEmpty());
  }

  /** One network with a burst of losses is no change of the target. */
  @Test
  void oneNetwork_isNoTrend() {
    assertTrue(trend(verdict(sweep("9reset+31ok", "40ok"))).isEmpty());
  }

  /** The first vantage has the first base trials, all others the second. */
  private static Sweep sweep(String first, String others) {
    var text = new StringBuilder("vantage base control reference\n");
    for (var name : ALL) {
      text.append("%s %s 5ok ok\n".formatted(name, name.equals(ALL.getFirst()) ? first : others));
    }
    return Grid.sweep(text.toString());
  }

  private static Verdict verdict(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Optional<Evidence> trend(Verdict verdict) {
    return verdict.evidence().stream()
        .filter(evidence -> evidence.kind() == FindingKind.CHANGES_DURING_SWEEP)
        .findFirst();
  }
}
