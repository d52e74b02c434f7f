package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference sites are controls only where they control something. */
class ControlsTest {
  private static final List<String> WAYS_TO_FAIL =
      List.of(
          "nxdomain",
          "servfail",
          "DNS_refused",
          "timeout",
          "refused",
          "noroute",
          "reset",
          "silent",
          "issuer",
          "expired",
          "mismatch",
          "403",
          "502");

  /** The target's cells, by vantage; {@code X} in the third region. */
  private static final List<String> TARGETS =
      List.of(
          "ok ok ok",
          "502 502 502",
          "expired expired expired",
          "ok ok reset",
          "ok ok 502",
          "reset reset reset",
          "ok ok 2ok+3reset",
          "ok ok expired");

  @Test
  void referencesFailEverywhere_noVantageIsBlamed_andTheReportSaysSo() {
    for (var reference : WAYS_TO_FAIL) {
      for (var target : TARGETS) {
        for (int size : List.of(1, 3, 8)) {
          var grid = grid(size, target, reference);
          for (var verdict : verdicts(grid)) {
            assertNotEquals(Blame.VANTAGE, verdict.blame(), () -> grid + verdict);
            var finding = find(verdict, FindingKind.NO_CONTROLS);
            assertTrue(finding.contains("https://ref1.example"), () -> grid + verdict);
            assertTrue(
                verdict.evidence().stream()
                    .noneMatch(one -> one.kind() == FindingKind.REFERENCES_FAIL),
                () -> grid + verdict);
            assertTrue(
                verdict.blame() == Blame.HEALTHY || verdict.grade() != Grade.STRONG,
                () -> grid + verdict);
          }
        }
      }
    }
  }

  /**
   * Dead controls never make a verdict another or a surer one than none at all. Where they fail as
   * the target does, everywhere, it is left open.
   */
  @Test
  void referencesThatFailEverywhere_areAsGoodAsNone() {
    for (var reference : WAYS_TO_FAIL) {
      for (var target : TARGETS) {
        var without = verdicts(grid(8, target, ".")).getFirst();
        var with = verdicts(grid(8, target, reference)).getFirst();
        if (target.equals(String.join(" ", reference, reference, reference))) {
          assertEquals(Blame.INCONCLUSIVE, with.blame(), () -> target + " " + reference);
          assertTrue(with.probability() < without.probability(), with::toString);
          continue;
        }

        assertEquals(without.blame(), with.blame(), () -> target + " " + reference);
        assertEquals(without.hypothesis(), with.hypothesis(), () -> target + " " + reference);
        assertEquals(without.probability(), with.probability(), 1e-9);
        assertEquals(without.grade(), with.grade());
      }
    }
  }

  @Test
  void withoutControls_theGradeIsLower_neverHigher() {
    for (var target : TARGETS) {
      var with = verdicts(grid(8, target, "ok")).getFirst();
      var without = verdicts(grid(8, target, ".")).getFirst();

      assertTrue(
          without.blame() == with.blame() || without.blame() == Blame.INCONCLUSIVE,
          () -> target + with + without);
      assertTrue(without.grade().compareTo(with.grade()) <= 0, () -> target + with + without);
    }
  }

  /** A company network: two of three sites are blocked for all, the third passes. */
  @Test
  void oneSiteOfThreePasses_itAloneIsTheControl() {
    var verdict =
        verdicts(
                """
                vantage  base   control  reference
                eu-a     ok     ok       1ok+2timeout
                eu-b     ok     ok       1ok+2timeout
                ap-c     reset  ok       1ok+2timeout
                ap-d     reset  ok       1ok+2timeout
                """)
            .getFirst();

    assertEquals(Blame.REGION, verdict.blame(), verdict::toString);
    assertEquals(Cause.SNI_FILTER, verdict.hypothesis().orElseThrow());
    assertFalse(find(verdict, FindingKind.NO_CONTROLS).contains("ref1"), verdict::toString);
    assertTrue(find(verdict, FindingKind.REFERENCES_PASS).contains("trials=2"), verdict::toString);
  }

  /** Its references fail, and its probes of the target get past where they fail. */
  @Test
  void ownProbesContradictTheReferences_theVantageIsNotBlamed() {
    record Contradiction(String reference, String base) {}
    var contradictions =
        List.of(
            new Contradiction("nxdomain", "502"),
            new Contradiction("nxdomain", "reset"),
            new Contradiction("nxdomain", "expired"),
            new Contradiction("nxdomain", "timeout"),
            new Contradiction("DNS_refused", "refused"),
            new Contradiction("timeout", "reset"),
            new Contradiction("timeout", "expired"),
            new Contradiction("refused", "502"),
            new Contradiction("reset", "expired"),
            new Contradiction("reset", "502"),
            new Contradiction("issuer", "502"),
            new Contradiction("issuer", "403"),
            new Contradiction("expired", "timeout"),
            new Contradiction("issuer", "reset"));
    for (var one : contradictions) {
      for (var fails : fails(one.base)) {
        var grid =
            """
            vantage  base  control  reference
            eu-a     ok    ok       ok
            eu-b     ok    ok       ok
            us-d     ok    ok       ok
            us-e     ok    ok       ok
            ap-c     F     ok       R
            """
                .replace("F", fails)
                .replace("R", one.reference);
        for (var verdict : verdicts(grid)) {
          assertFalse(
              verdict.blame() == Blame.VANTAGE
                  && Set.of(
                          Cause.OWN_RESOLVER_BROKEN,
                          Cause.UPLINK_DOWN,
                          Cause.CLOCK_WRONG,
                          Cause.CA_BUNDLE_MISSING_OR_OLD,
                          Cause.LOCAL_INTERCEPTION)
                      .contains(verdict.hypothesis().orElseThrow()),
              () -> grid + verdict);
        }
      }
    }
  }

  /** The rule does not hide vantages that are at fault. */
  @ParameterizedTest
  @ValueSource(strings = {"nxdomain", "timeout", "refused", "reset", "issuer", "expired"})
  void referencesFailAsTheTargetDoes_theVantageIsBlamed(String word) {
    var verdict =
        verdicts(
                """
                vantage  base  control  reference
                eu-a     ok    ok       ok
                eu-b     ok    ok       ok
                us-d     ok    ok       ok
                us-e     ok    ok       ok
                ap-c     F     F        F
                """
                    .replace("F", word))
            .getFirst();

    assertEquals(Blame.VANTAGE, verdict.blame(), verdict::toString);
  }

  /**
   * The sites are mis-set or blocked for all, at a later step than that at which this vantage
   * fails: its failures there are its own.
   */
  @ParameterizedTest
  @ValueSource(strings = {"502", "expired", "reset", "timeout"})
  void referencesFailLaterElsewhere_theEarlierFailureIsTheVantages(String reference) {
    var verdict =
        verdicts(
                """
                vantage  base   control  other_resolver  pinned   reference
                eu-a     ok     ok       ok              ok       R
                eu-b     ok     ok       ok              ok       R
                us-d     ok     ok       ok              ok       R
                ap-c     nodns  nodns    nodns           timeout  nodns
                """
                    .replace("R", reference))
            .getFirst();

    assertEquals(Blame.VANTAGE, verdict.blame(), verdict::toString);
    assertTrue(find(verdict, FindingKind.REFERENCES_FAIL).contains("failed=3"), verdict::toString);
    assertTrue(find(verdict, FindingKind.NO_CONTROLS).contains("trials=9"), verdict::toString);
  }

  /** All of IPv4 is cut at the host; the references pass over IPv6. */
  @Test
  void referencesOverTheOtherFamily_controlNothing() {
    var verdicts =
        verdicts(
            """
            vantage  base     control  reference
            eu-a     ok@1     ok       ok@1
            eu-b     ok@1     ok       ok@1
            us-d     ok@1     ok       ok@1
            us-e     ok@1     ok       ok@1
            ap-c     timeout  timeout  ok@6
            """);

    for (var verdict : verdicts) {
      assertEquals(Blame.INCONCLUSIVE, verdict.blame(), verdict::toString);
      assertEquals("", find(verdict, FindingKind.REFERENCES_PASS), verdict::toString);
    }
  }

  /** The vantage's own address of the target is silent, and another one answers it. */
  @Test
  void anotherAddressAnswersTheVantage_itsUplinkIsNotBlamed() {
    assertBlamesNoVantage(
        """
        vantage  base       control    pinned_address  reference
        eu-a     timeout@9  timeout@9  3ok             timeout
        us-b     ok         ok         ok              ok
        us-c     ok         ok         ok              ok
        ap-d     ok         ok         ok              ok
        """);
  }

  /** Half of the pairs of vantage and site fail, also where the target passes. */
  @Test
  void sitesThatFailAsOftenWhereTheTargetPasses_areNoReasonToBlameTheVantage() {
    assertBlamesNoVantage(
        """
        vantage  base     control  reference
        eu-a     timeout  timeout  timeout
        us-b     ok       ok       1timeout+2ok
        ap-c     ok       ok       1ok+2timeout
        sa-d     ok       ok       2timeout+1ok
        af-e     ok       ok       2ok+1timeout
        """);
  }

  /** A refusal is a packet that came back. */
  @Test
  void theTargetRefusesAndTheSitesAreSilent_theUplinkIsNotBlamed() {
    assertBlamesNoVantage(
        """
        vantage  base     control  reference
        eu-a     refused  refused  timeout
        us-b     ok       ok       ok
        us-c     ok       ok       ok
        ap-d     ok       ok       ok
        """);
  }

  /** A wrong clock makes dates wrong, not names. */
  @Test
  void anotherNameBesideAWrongClock_theClockIsNotTheReason() {
    assertBlamesNoVantage(
        """
        vantage  base           control  reference
        eu-a     mismatch:same  ok       expired
        us-b     ok             ok       ok
        us-c     ok             ok       ok
        ap-d     ok             ok       ok
        """);
  }

  /** The resolver, its network, and the host itself remain. */
  @Test
  void noNameResolvesAtTheOnlyAgentOfANetwork_noPartyIsSure() {
    var verdict =
        verdicts(
                """
                vantage  base   control  no_sni  pinned_address
                eu-a     nodns  nodns    nodns   3ok
                us-b     ok     ok       ok      .
                us-c     ok     ok       ok      .
                ap-d     ok     ok       ok      .
                """)
            .getFirst();

    assertTrue(verdict.probability() <= 0.85, verdict::toString);
  }

  private static void assertBlamesNoVantage(String grid) {
    for (var verdict : verdicts(grid)) {
      assertNotEquals(Blame.VANTAGE, verdict.blame(), verdict::toString);
    }
  }

  /** Always, and now and then; a word in digits takes no count. */
  private static List<String> fails(String word) {
    return Character.isDigit(word.charAt(0)) ? List.of(word) : List.of(word, "4" + word + "+1ok");
  }

  private static String find(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream()
        .filter(one -> one.kind() == kind)
        .map(one -> one.parameters().toString())
        .findFirst()
        .orElse("");
  }

  private static List<Verdict> verdicts(String grid) {
    return Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts();
  }

  private static String grid(int vantages, String target, String reference) {
    var cells = List.of(target.split(" ", -1));
    var rows = new StringBuilder("vantage base control reference\n");
    for (int i = 0; i < vantages; i++) {
      var region = List.of("eu", "us", "ap").get(i % 3);
      var base = cells.get(i % 3);
      rows.append(region).append('-').append((char) ('a' + i)).append(' ').append(base);
      rows.append(" ok ").append(reference).append('\n');
    }
    return rows.toString();
  }
}
