package dev.parallax.watch.expiry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Outcome;
import dev.parallax.model.observation.CertificateFacts;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.sweep.SampleSweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Thresholds of certificates: once each, and an end when the certificate is replaced. */
final class ExpiryMachineTest {
  private static final Instant END = SampleSweep.NOON.plus(Duration.ofDays(30));
  private static final CertificateFacts OLD = SampleChain.certificate("0a", END);
  private static final CertificateFacts ISSUER =
      SampleChain.certificate("0b", END.plus(Duration.ofDays(900)));
  private static final CertificateFacts RENEWED =
      SampleChain.certificate("0c", END.plus(Duration.ofDays(90)));
  private static final Set<Integer> DAYS = Set.of(21, 7, 1);

  private final List<String> notices = new ArrayList<>();
  private List<CertificateExpiry> state = List.of();

  @Test
  void eachThresholdIsReportedOnce_andTheReplacementEndsIt() {
    look(22, OLD);
    assertEquals(List.of(), notices);
    look(21, OLD);
    look(20, OLD);
    look(7, OLD);
    look(6, OLD);
    look(1, OLD);
    look(0, OLD);
    assertEquals(List.of("OPENED 21", "CHANGED 7", "CHANGED 1"), notices);
    look(0, RENEWED);
    assertEquals(3, notices.size(), "one look may have met another server");
    look(0, RENEWED);
    assertEquals("CLOSED 1", notices.getLast());
    look(0, RENEWED);
    assertEquals(4, notices.size());
  }

  @Test
  void aCertificateThatIsKnownLate_isReportedOnceForAllPassedThresholds() {
    look(3, OLD);
    look(2, OLD);
    assertEquals(List.of("OPENED 7"), notices);
  }

  @Test
  void aServerThatStillSendsTheOldCertificate_repeatsNoThreshold() {
    look(20, OLD);
    look(19, RENEWED);
    look(19, RENEWED);
    look(18, OLD);
    look(17, OLD);
    assertEquals(List.of("OPENED 21", "CLOSED 21"), notices);
    look(6, OLD);
    assertEquals("REOPENED 7", notices.getLast());
  }

  @Test
  void anIssuerCertificateIsReported() {
    var leaf = SampleChain.certificate("0d", END.plus(Duration.ofDays(40)));
    look(20, leaf, OLD);
    assertEquals(List.of("OPENED 21"), notices);
    assertTrue(state.getFirst().sha256().startsWith("0a"));
    assertEquals(false, state.getFirst().leaf());
  }

  @Test
  void maintenanceHoldsAThresholdBack_butNotTheEnd() {
    look(true, 20, OLD);
    assertEquals(List.of(), notices);
    look(20, OLD);
    look(true, 20, RENEWED);
    look(true, 20, RENEWED);
    assertEquals(List.of("OPENED 21", "CLOSED 21"), notices);
  }

  @Test
  void withoutThresholdsNothingIsReported() {
    state = ExpiryMachine.next("t", state, shown(sweep(1, OLD)), Set.of(), false).state();
    assertEquals(List.of(), state);
  }

  @Test
  void aVantageWithoutAnAnswer_endsNothing() {
    look(20, OLD);
    for (int i = 0; i < 3; i++) {
      var onlyB = SampleSweep.sweep(List.of("a", "b"), List.of(seen("b", SampleSweep.OK, RENEWED)));
      step(false, onlyB, 20);
    }
    assertEquals(List.of("OPENED 21"), notices);
  }

  @Test
  void aChainThatWasRefused_isNotThatOfTheServer() {
    var cut = SampleSweep.sweep(List.of("a"), List.of(seen("a", SampleSweep.CUT, OLD)));
    assertEquals(List.of(), shown(cut).certificates());
    assertEquals(Set.of(), shown(cut).answered());
  }

  @Test
  void aHugeChainIsBounded() {
    var many =
        IntStream.range(0, 500)
            .mapToObj(i -> SampleChain.certificate("%04x".formatted(i), END))
            .toArray(CertificateFacts[]::new);
    look(1, many);
    assertEquals(50, state.size());
  }

  private void look(int daysLeft, CertificateFacts... chain) {
    look(false, daysLeft, chain);
  }

  private void look(boolean muted, int daysLeft, CertificateFacts... chain) {
    step(muted, sweep(daysLeft, chain), daysLeft);
  }

  private void step(boolean muted, Sweep sweep, int daysLeft) {
    var at = END.minus(Duration.ofDays(daysLeft));
    var shown = shown(sweep);
    var moved =
        ExpiryMachine.next(
            "https://shop.test",
            state,
            new ShownChains(at, shown.asked(), shown.answered(), shown.certificates()),
            DAYS,
            muted);
    state = moved.state();
    moved
        .notices()
        .forEach(notice -> notices.add(notice.kind() + " " + notice.certificate().days()));
  }

  private static ShownChains shown(Sweep sweep) {
    return ShownChains.of(sweep, SampleSweep.SHOP);
  }

  private static Sweep sweep(int daysLeft, CertificateFacts... chain) {
    assertTrue(daysLeft >= 0);
    var all = new ArrayList<>(List.of(chain));
    if (chain.length == 1) {
      all.add(ISSUER);
    }
    var whole = all.toArray(CertificateFacts[]::new);
    return SampleSweep.sweep(
        List.of("a", "b"),
        List.of(seen("a", SampleSweep.OK, whole), seen("b", SampleSweep.OK, whole)));
  }

  private static Observation seen(String vantage, Outcome outcome, CertificateFacts... chain) {
    var observation = SampleSweep.of(vantage, Arm.BASE, SampleSweep.ADDRESS, 1, outcome);
    return observation.with(observation.steps().with(SampleChain.handshake(chain)));
  }
}
