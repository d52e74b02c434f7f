package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Step;
import dev.parallax.model.history.SeenServer;
import dev.parallax.model.history.VantageHistory;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.observation.SchedulingDelay;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Evidence;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Grade;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.words.Catalogue;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A sweep beside the frozen history of its target. */
final class HistoryTest {
  private static final Set<String> ALL = Set.of("eu-a", "eu-b", "us-e", "ap-c", "ap-c2");
  private static final Sweep HEALTHY =
      Grid.sweep(
          """
          vantage base control reference
          eu-a ok ok ok
          eu-b ok ok ok
          us-e ok ok ok
          ap-c ok ok ok
          ap-c2 ok ok ok
          """);

  @Test
  void theUsualTimes_areNoFinding() {
    assertEquals(verdict(HEALTHY), verdict(PastTimes.usual(HEALTHY)));
  }

  @Test
  void slowEverywhere_staysHealthy_andPointsToTheServer() {
    var verdict = verdict(PastTimes.usual(slow(ALL, 480)));
    assertEquals(Blame.HEALTHY, verdict.blame());
    assertEquals(verdict(slow(ALL, 480)).probability(), verdict.probability());
    var slow = only(verdict, FindingKind.SLOWER_THAN_HISTORY);
    assertEquals("tls", slow.parameters().get("step"));
    assertEquals("PT0.48S", slow.parameters().get("here"));
    assertEquals("PT0.05S", slow.parameters().get("usual"));
    assertEquals("144", slow.parameters().get("looks"));
    assertEquals("25", slow.parameters().get("trials"));
    assertEquals("everywhere", slow.parameters().get("place"));
    assertEquals("usual", slow.parameters().get("references"));
    assertEquals(ids(ALL), Set.copyOf(slow.failing()));
    assertEquals(List.of(), slow.controls());
  }

  @Test
  void slowAtOneVantage_namesIt_inEachLanguage() {
    var verdict = verdict(PastTimes.usual(slow(Set.of("us-e"), 200)));
    assertEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
    var slow = only(verdict, FindingKind.SLOWER_THAN_HISTORY);
    assertEquals("vantage", slow.parameters().get("place"));
    assertEquals(ids(Set.of("us-e")), Set.copyOf(slow.failing()));
    var headline = Catalogue.english().headline(verdict);
    assertTrue(
        headline.endsWith(
            ", but slow at us-e: the TLS handshake 200ms, usually 50ms there over 144 looks"),
        headline);
    var sentence = Catalogue.english().evidence(slow);
    assertTrue(
        sentence.startsWith(
            "At us-e the TLS handshake takes 200ms, median of 5 probes; its usual time there, over"
                + " 144 earlier looks, is 50ms."),
        sentence);
    assertTrue(sentence.endsWith("the vantages themselves are not slow."), sentence);
    assertFalse(sentence.contains("?"), sentence);
  }

  @Test
  void slowAtANetwork_namesTheNetwork() {
    var verdict = verdict(PastTimes.usual(slow(Set.of("ap-c", "ap-c2"), 200)));
    var slow = only(verdict, FindingKind.SLOWER_THAN_HISTORY);
    assertEquals("label", slow.parameters().get("place"));
    assertEquals("network", slow.parameters().get("label"));
    assertEquals("c", slow.parameters().get("value"));
    var mixed = verdict(PastTimes.usual(slow(Set.of("ap-c", "eu-a"), 200)));
    assertEquals("some", only(mixed, FindingKind.SLOWER_THAN_HISTORY).parameters().get("place"));
  }

  @Test
  void slowReferencesToo_sayNothingOfTheTarget() {
    var both =
        PastTimes.took(slow(Set.of("us-e"), 200), Set.of("us-e"), Arm.REFERENCE, Step.TLS, 90);
    var verdict = verdict(PastTimes.usual(both));
    assertEquals(0, count(verdict, FindingKind.SLOWER_THAN_HISTORY));
    var alike = only(verdict, FindingKind.REFERENCES_SLOWER_TOO);
    assertEquals(ids(Set.of("us-e")), Set.copyOf(alike.failing()));
    assertFalse(Catalogue.english().headline(verdict).contains("slow"));
  }

  @Test
  void withoutAHistoryOfTheReferences_theVantageMayBeSlow() {
    var steps = PastTimes.steps(PastTimes.LOOKS, 2);
    var sweep =
        PastTimes.with(
            slow(Set.of("us-e"), 200),
            List.of(new VantageHistory(new VantageId("us-e"), steps, List.of(), Optional.empty())));
    var slow = only(verdict(sweep), FindingKind.SLOWER_THAN_HISTORY);
    assertEquals("unknown", slow.parameters().get("references"));
    assertEquals("alone", slow.parameters().get("place"));
  }

  @Test
  void theLimitIsOfEachKind() {
    assertSlow(true, PastTimes.usual(slow(ALL, 101)));
    assertSlow(false, PastTimes.usual(slow(ALL, 100)));
    assertSlow(true, PastTimes.usual(slow(ALL, 199), PastTimes.LOOKS, 20));
    assertSlow(false, PastTimes.usual(slow(ALL, 198), PastTimes.LOOKS, 20));
    assertSlow(true, PastTimes.usual(slow(ALL, 480), 12, 2));
    assertSlow(false, PastTimes.usual(slow(ALL, 480), 11, 2));
  }

  @Test
  void twoTrials_areTooFew() {
    var few = Grid.observations(slow(ALL, 480)).stream().filter(seen -> seen.key().trial() <= 2);
    assertSlow(false, PastTimes.usual(Grid.with(HEALTHY, few.toList())));
  }

  @Test
  void theAgentsOwnDelay_isNotThePeers() {
    var late = new SchedulingDelay(Duration.ofMillis(30), Duration.ofMillis(30), Optional.empty());
    assertSlow(false, PastTimes.usual(Grid.with(HEALTHY, delayed(late))));
    var small = new SchedulingDelay(Duration.ofMillis(19), Duration.ofMillis(19), Optional.empty());
    assertSlow(true, PastTimes.usual(Grid.with(HEALTHY, delayed(small))));
  }

  private static List<Observation> delayed(SchedulingDelay delay) {
    return Grid.observations(slow(ALL, 120)).stream().map(seen -> seen.with(delay)).toList();
  }

  @Test
  void aLongerRoundTrip_isToldOnce() {
    var far = PastTimes.took(slow(Set.of("us-e"), 250), Set.of("us-e"), Arm.BASE, Step.TCP, 200);
    var slow = only(verdict(PastTimes.usual(far)), FindingKind.SLOWER_THAN_HISTORY);
    assertEquals("tcp", slow.parameters().get("step"));
  }

  @Test
  void withoutReferences_throttlingStandsOnItsOwnHistory_andIsNoMoreThanSuggested() {
    var text = new StringBuilder("vantage base control no_sni neutral\n");
    List.of("eu-a", "eu-b", "us-e", "sa-f")
        .forEach(name -> text.append(name).append(" ok ok ok ok\n"));
    List.of("ap-c", "ap-d")
        .forEach(name -> text.append(name).append(" 4late+1latestop late late ok\n"));
    var sweep = Grid.sweep(text.toString());
    assertNotEquals(Optional.of(Cause.THROTTLING), verdict(sweep).hypothesis());
    var verdict = verdict(PastTimes.usual(sweep));
    assertEquals(Optional.of(Cause.THROTTLING), verdict.hypothesis(), verdict::toString);
    assertEquals(Grade.SUGGESTIVE, verdict.grade(), verdict::toString);
    assertEquals(
        "region", only(verdict, FindingKind.SLOWER_THAN_HISTORY).parameters().get("label"));
  }

  /** What was slow before is no finding, and no cause. */
  @Test
  void alwaysSlow_isUsual() {
    var sweep = slow(Set.of("us-e"), 200);
    var steps = PastTimes.steps(PastTimes.LOOKS, 90);
    var known =
        PastTimes.with(
            sweep, List.of(PastTimes.history(new VantageId("us-e"), steps, Optional.empty())));
    assertSlow(false, known);
  }

  @Test
  void anotherCertificateAtOneVantage_isNamed() {
    var leaf = leaf(HEALTHY);
    var histories =
        ALL.stream()
            .map(VantageId::new)
            .map(
                vantage ->
                    PastTimes.history(
                        vantage,
                        List.of(),
                        Optional.of(seen(vantage.name().equals("eu-b") ? "0f".repeat(32) : leaf))))
            .toList();
    var changed = only(verdict(PastTimes.with(HEALTHY, histories)), FindingKind.SERVER_CHANGED);
    assertEquals("leaf", changed.parameters().get("aspect"));
    assertEquals("0f".repeat(32), changed.parameters().get("before"));
    assertEquals(leaf, changed.parameters().get("after"));
    assertEquals("2026-03-01T11:59:00Z", changed.parameters().get("since"));
    assertEquals(ids(Set.of("eu-b")), Set.copyOf(changed.failing()));
    assertEquals(4, changed.controls().size());
    var sentence = Catalogue.english().evidence(changed);
    assertTrue(sentence.startsWith("Another certificate at eu-b since"), sentence);
    assertTrue(sentence.contains(": 0f0f0f0f0f0f → " + leaf), sentence);
  }

  private static SeenServer seen(String leaf) {
    return new SeenServer(List.of(leaf), List.of(), List.of(), List.of("h2"), List.of());
  }

  private static String leaf(Sweep sweep) {
    return Grid.observations(sweep).stream()
        .filter(one -> one.key().arm() == Arm.BASE)
        .flatMap(one -> one.steps().tls().stream())
        .map(tls -> tls.chain().getFirst().sha256())
        .findFirst()
        .orElseThrow();
  }

  private static Sweep slow(Set<String> vantages, int millis) {
    return PastTimes.took(HEALTHY, vantages, Arm.BASE, Step.TLS, millis);
  }

  private static void assertSlow(boolean expected, Sweep sweep) {
    var verdict = verdict(sweep);
    assertEquals(expected, count(verdict, FindingKind.SLOWER_THAN_HISTORY) == 1, verdict::toString);
  }

  private static Verdict verdict(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static long count(Verdict verdict, FindingKind kind) {
    return of(verdict, kind).count();
  }

  private static Stream<Evidence> of(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream().filter(one -> one.kind() == kind);
  }

  private static Evidence only(Verdict verdict, FindingKind kind) {
    assertEquals(1, count(verdict, kind), verdict::toString);
    return of(verdict, kind).findFirst().orElseThrow();
  }

  private static Set<VantageId> ids(Set<String> names) {
    var ids = new HashSet<VantageId>();
    names.forEach(name -> ids.add(new VantageId(name)));
    return ids;
  }
}
