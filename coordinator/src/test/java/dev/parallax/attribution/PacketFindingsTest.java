package dev.parallax.attribution;

import static dev.parallax.model.verdict.FindingKind.DATA_AFTER_RESET;
import static dev.parallax.model.verdict.FindingKind.INJECTED_RESET;
import static dev.parallax.model.verdict.FindingKind.RESET_TTL_DIFFERS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.Packets;
import dev.parallax.model.observation.Packets.CapturedSegment;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Connections as captured at the client, one line for each packet. */
class PacketFindingsTest {
  private static final Set<FindingKind> OF_THE_WIRE =
      Set.of(INJECTED_RESET, DATA_AFTER_RESET, RESET_TTL_DIFFERS);

  private static final String GRID =
      """
      vantage  base   control  no_sni  reference
      eu-a1    ok     ok       ok      ok
      eu-b     ok     ok       ok      ok
      ap-c     ok     ok       ok      ok
      us-e1    reset  ok       ok      ok
      us-e2    reset  ok       ok      ok
      us-f     ok     ok       ok      ok
      """;

  private static final String HANDSHAKE =
      """
      > S   64  0    0   0
      < SA  52  0    1   0
      > A   64  1    1   0
      > PA  64  1    1   517
      """;

  @Test
  void oneResetInSequence_saysNothing() {
    var verdict = verdict("< R  52  1  0  0");
    assertEquals(Set.of(), kinds(verdict));
    assertEquals(Grade.STRONG, verdict.grade());
  }

  @Test
  void aSecondResetBeyondEverything_isProof() {
    var verdict = verdict("< RA  52  1  518  0", "< RA  52  1461  518  0");
    assertEquals(Set.of(INJECTED_RESET), kinds(verdict));
    assertEquals(Grade.PROOF, verdict.grade());
    var finding =
        verdict.evidence().stream().filter(one -> one.kind() == INJECTED_RESET).findFirst();
    assertEquals("10", finding.orElseThrow().parameters().get("resets"));
  }

  @Test
  void whatOneHostReports_underTwoNames_isNoProof() {
    var packets = packets("< RA  52  1  518  0", "< RA  52  1461  518  0");
    var oneHost = Map.of("us-e1", "203.0.113.7", "us-e2", "203.0.113.7");
    var twoHosts = Map.of("us-e1", "203.0.113.7", "us-e2", "203.0.113.8");
    var sweep = with(Grid.sweep(GRID), packets);

    assertEquals(Grade.STRONG, first(Grid.seenFrom(sweep, oneHost)).grade());
    assertEquals(Grade.PROOF, first(Grid.seenFrom(sweep, twoHosts)).grade());
  }

  @Test
  void aSecondResetForWhatWasOnItsWay_isOrdinary() {
    assertEquals(Set.of(), kinds(verdict("< RA  52  1  518  0", "< R  52  1  0  0")));
  }

  @Test
  void aLaterResetOfAServerThatHadSaidMore_isOrdinary() {
    var verdict = verdict("< R  52  1  0  0", "< PA  52  1  518  1460", "< R  52  1461  0  0");
    assertEquals(Set.of(DATA_AFTER_RESET), kinds(verdict));
  }

  @Test
  void dataAfterTheReset_isSaidAndNoProof() {
    var verdict = verdict("< R  52  1  0  0", "< PA  52  1  518  1460");
    assertEquals(Set.of(DATA_AFTER_RESET), kinds(verdict));
    assertEquals(Grade.STRONG, verdict.grade());
  }

  @Test
  void anotherTtl_isSaidAndNoProof() {
    var verdict = verdict("< R  61  1  0  0");
    assertEquals(Set.of(RESET_TTL_DIFFERS), kinds(verdict));
    assertEquals(Grade.STRONG, verdict.grade());
    var parameters =
        verdict.evidence().stream()
            .filter(one -> one.kind() == RESET_TTL_DIFFERS)
            .findFirst()
            .map(Evidence::parameters)
            .orElseThrow();
    assertEquals("61", parameters.get("ttl"));
    assertEquals("52", parameters.get("serverTtl"));
  }

  @Test
  void everywhere_anInjectedResetClearsTheService() {
    var all =
        Grid.sweep(
            """
            vantage  base   control  no_sni  reference
            eu-a1    reset  reset    reset   ok
            eu-b     reset  reset    reset   ok
            ap-c     reset  reset    reset   ok
            """);
    var packets = packets("< RA  52  1  518  0", "< RA  52  1461  518  0");
    assertEquals("ORIGIN/- - OUTSIDE", said(all));
    assertEquals("ORIGIN/EDGE E1 OUTSIDE", said(with(all, packets)));
  }

  private static String said(Sweep sweep) {
    return AttributionTest.said(List.of(first(sweep)));
  }

  private static Verdict verdict(String... after) {
    return first(with(Grid.sweep(GRID), packets(after)));
  }

  private static Verdict first(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static Set<FindingKind> kinds(Verdict verdict) {
    return verdict.evidence().stream()
        .map(Evidence::kind)
        .filter(OF_THE_WIRE::contains)
        .collect(Collectors.toSet());
  }

  private static Sweep with(Sweep sweep, Packets packets) {
    var seen = new ArrayList<Observation>();
    for (var one : Grid.observations(sweep)) {
      seen.add(one.ok() || one.key().arm() != Arm.BASE ? one : with(one, packets));
    }
    return Grid.with(sweep, seen);
  }

  private static Observation with(Observation seen, Packets packets) {
    return new Observation(seen.key(), seen.planHash(), seen.outcome(), seen.steps().with(packets));
  }

  /** Direction, flags, TTL, sequence, acknowledgement, payload. */
  private static Packets packets(String... after) {
    return new Packets(
        Stream.concat(HANDSHAKE.lines(), Stream.of(after))
            .map(PacketFindingsTest::packet)
            .toList());
  }

  private static CapturedSegment packet(String line) {
    var words = line.strip().split("\\s+", -1);
    return new CapturedSegment(
        words[0].equals("<"),
        words[1],
        Integer.parseInt(words[2]),
        7,
        Long.parseLong(words[3]),
        Long.parseLong(words[4]),
        501,
        Integer.parseInt(words[5]),
        Duration.ofMillis(20));
  }
}
