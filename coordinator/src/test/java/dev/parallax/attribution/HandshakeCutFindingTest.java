package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.TlsStep;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.words.Catalogue;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

/** Handshakes that end after a number of bytes of the server. */
final class HandshakeCutFindingTest {
  private static final Sweep ONE_NETWORK =
      Grid.sweep(
          """
          vantage  base     reference
          eu-a1    stopmid  ok
          eu-b1    ok       ok
          ap-c1    ok       ok
          ap-d1    ok       ok
          """);
  private static final Sweep EVERYWHERE =
      Grid.sweep(
          """
          vantage  base    reference
          eu-a1    cutmid  ok
          eu-b1    cutmid  ok
          ap-c1    cutmid  ok
          ap-d1    cutmid  ok
          """);

  @Test
  void oneVantageAtOneAmount_isOnItsWay() {
    var verdict = verdict(received(ONE_NETWORK, seen -> seen.ok() ? 4_812 : 1_460));

    assertEquals(
        "The handshake of the server stops after 1460 bytes in 5 of 5 probes at eu-a1, and"
            + " completes with 4812 bytes (median) at ap-c1, ap-d1, eu-b1: on the way to eu-a1 a"
            + " device ends connections after that amount, or large packets are lost.",
        Catalogue.english().evidence(finding(verdict).orElseThrow()));
    assertEquals(verdict(ONE_NETWORK).blame(), verdict.blame());
    assertEquals(verdict(ONE_NETWORK).probability(), verdict.probability());
  }

  @Test
  void everyVantageAtOneAmount_isTheServerOrItsFront() {
    var verdict = verdict(received(EVERYWHERE, seen -> 2_900 + seen.key().trial()));
    var text = Catalogue.english().evidence(finding(verdict).orElseThrow());

    assertTrue(text.contains("2901 to 2905 bytes, equal within one segment in 20 of 20"), text);
    assertTrue(text.contains("completes at no vantage: the server, or a device"), text);
    assertEquals(verdict(EVERYWHERE).blame(), verdict.blame());
  }

  @Test
  void differentAmounts_orNoneRecorded_areNoFinding() {
    var different = received(EVERYWHERE, seen -> seen.key().trial() * 2_000L);
    assertTrue(finding(verdict(different)).isEmpty());
    assertTrue(finding(verdict(EVERYWHERE)).isEmpty());
  }

  private static Verdict verdict(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Optional<Evidence> finding(Verdict verdict) {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == FindingKind.HANDSHAKE_CUT)
        .findFirst();
  }

  private static Sweep received(Sweep sweep, ToLongFunction<Observation> bytes) {
    return Grid.with(
        sweep,
        Grid.observations(sweep).stream()
            .map(seen -> with(seen, bytes.applyAsLong(seen)))
            .toList());
  }

  private static Observation with(Observation seen, long bytes) {
    return seen.steps()
        .tls()
        .map(tls -> seen.with(seen.steps().with(received(tls, bytes))))
        .orElse(seen);
  }

  private static TlsStep received(TlsStep tls, long bytes) {
    return new TlsStep(
        tls.hello(),
        tls.agreed(),
        tls.chain(),
        tls.staple(),
        tls.central(),
        tls.certificateRequested(),
        tls.alert(),
        new TlsStep.Traffic(517, bytes, 1, 1, Optional.empty()),
        tls.sinceLastSend(),
        tls.took());
  }
}
