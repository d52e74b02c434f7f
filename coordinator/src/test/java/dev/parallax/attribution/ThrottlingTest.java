package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Slow handshakes and slow bodies without a filter by name stand on times beside the controls'. */
class ThrottlingTest {
  /** Handshakes of 900 ms instead of 50 ms, and bodies that do not arrive within the timeout. */
  @Test
  void slowHandshakeAndSlowBody_isThrottling() {
    for (var base : List.of("latestop", "3latestop+2late", "4late+1latestop")) {
      for (var control : List.of("late", "4late+1ok")) {
        var verdict = verdict(base, control, "ok");

        assertEquals(Blame.REGION, verdict.blame(), () -> base + verdict);
        assertEquals(Optional.of(Cause.THROTTLING), verdict.hypothesis(), () -> base + verdict);
        var times =
            verdict.evidence().stream()
                .filter(one -> one.kind() == FindingKind.HANDSHAKE_TIMES)
                .findFirst()
                .orElseThrow(() -> new AssertionError(verdict.toString()))
                .parameters();
        assertEquals(Duration.ofMillis(900).toString(), times.get("here"));
        assertEquals(Duration.ofMillis(50).toString(), times.get("elsewhere"));
        assertEquals(Duration.ofMillis(50).toString(), times.get("references"));
      }
    }
  }

  /** The vantage itself is slow: its reference sites take as long. */
  @Test
  void controlsAreAsSlow_isNoThrottlingOfTheTarget() {
    var verdict = verdict("late", "late", "late");

    assertFalse(causes(verdict).contains(Cause.THROTTLING), verdict::toString);
  }

  /** The server is slow for every vantage. */
  @Test
  void slowEverywhere_isNoThrottling() {
    var grid =
        """
        vantage base control reference
        eu-a late late ok
        us-e late late ok
        sa-f late late ok
        ap-c late late ok
        """;
    var verdict = Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts().getFirst();

    assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
  }

  /** A reset is no delay: that is a filter which reads the name and acts late. */
  @Test
  void resets_areNoThrottling() {
    for (var base : List.of("3cutmid+2cuthttp", "2cutmid+3cuthttp")) {
      var verdict = verdict(base, "ok", "ok");

      assertFalse(causes(verdict).contains(Cause.THROTTLING), () -> base + verdict);
    }
  }

  private static Set<Cause> causes(Verdict verdict) {
    return verdict.credibleSet().stream().map(Candidate::hypothesis).collect(Collectors.toSet());
  }

  private static Verdict verdict(String base, String control, String reference) {
    var grid = new StringBuilder("vantage base control no_sni neutral reference\n");
    List.of("eu-a", "eu-b", "us-e", "sa-f")
        .forEach(name -> grid.append(name).append(" ok ok ok ok ok\n"));
    List.of("ap-c", "ap-d")
        .forEach(
            name ->
                grid.append(
                    "%s %s %s %s ok %s%n".formatted(name, base, control, control, reference)));
    return Attribution.attribute(Grid.sweep(grid.toString())).getFirst().verdicts().getFirst();
  }
}
