package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.sweep.TargetResults;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Vantages that see different capabilities of a server that starts TLS in cleartext. */
final class StartTlsFindingTest {
  private static final CleartextLines OFFERED =
      new CleartextLines(List.of("220 mx ESMTP", "250-mx", "250-STARTTLS", "250 8BITMIME"));
  private static final CleartextLines MASKED =
      new CleartextLines(List.of("220 mx ESMTP", "250-mx", "250-XXXXXXXA", "250 8BITMIME"));
  private static final Sweep ONE_FAILS =
      Grid.sweep(
          """
          vantage  base   reference
          eu-a1    http   ok
          eu-b1    ok     ok
          ap-c1    ok     ok
          ap-d1    ok     ok
          us-e1    ok     ok
          """);

  @Test
  void maskedAtOneVantage_bothFormsAreShown() {
    var finding = finding(lines(ONE_FAILS, MASKED)).orElseThrow();

    assertEquals(List.of(new VantageId("eu-a1")), finding.failing());
    assertTrue(
        finding.parameters().getOrDefault("lines", "").contains("250-XXXXXXXA"), finding::toString);
    assertTrue(
        finding.parameters().getOrDefault("elsewhere", "").contains("250-STARTTLS"),
        finding::toString);
  }

  @Test
  void offeredEverywhere_isNoFinding() {
    assertTrue(finding(lines(ONE_FAILS, OFFERED)).isEmpty());
  }

  @Test
  void turnedAwayAtTheGreeting_isNoFinding() {
    var policy = new CleartextLines(List.of("554 5.7.1 blocked"));

    assertTrue(finding(lines(ONE_FAILS, policy)).isEmpty());
  }

  @Test
  void withoutRecords_isNoFinding() {
    assertTrue(finding(ONE_FAILS).isEmpty());
    assertTrue(finding(lines(ONE_FAILS, CleartextLines.NONE)).isEmpty());
  }

  private static Optional<Evidence> finding(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().stream()
        .flatMap(verdict -> verdict.evidence().stream())
        .filter(one -> one.kind() == FindingKind.STARTTLS_MASKED)
        .findFirst();
  }

  /** The failing vantage has the given lines, each other vantage the offer. */
  private static Sweep lines(Sweep sweep, CleartextLines failing) {
    var target = sweep.targets().getFirst();
    var observations =
        target.observations().stream()
            .map(
                seen ->
                    seen.key().vantage().equals(new VantageId("eu-a1"))
                        ? with(seen, failing)
                        : with(seen, OFFERED))
            .toList();
    return new Sweep(
        sweep.id(),
        sweep.startedAt(),
        sweep.took(),
        sweep.deadlineHit(),
        sweep.vantages(),
        sweep.rounds(),
        sweep.coverage(),
        List.of(
            new TargetResults(
                target.target(), target.inside(), observations, target.coordinatorDns())),
        sweep.sightings());
  }

  private static Observation with(Observation seen, CleartextLines lines) {
    var steps = seen.steps();
    return seen.with(steps.tls().map(tls -> steps.with(tls.after(lines))).orElse(steps));
  }
}
