package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.observation.CleartextLines;
import dev.parallax.model.observation.Observation;
import dev.parallax.model.sweep.Sweep;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Verdict;
import dev.parallax.report.ExitPolicy;
import dev.parallax.report.Report;
import dev.parallax.report.words.Catalogue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Services that refuse a client by their own decision, and speak the expected protocol. */
final class ClientRefusalTest {
  private static final List<String> NAMES = List.of("eu-a", "eu-b", "us-c", "us-d", "ap-e", "ap-f");

  /** A mail server answers every client with 554 at its greeting. */
  @Test
  void policyTowardsEveryone_isTheService_andNoOtherProtocol() {
    var sweep = replies(Grid.sweep(grid("policy", NAMES.size())));
    var verdict = first(sweep);
    assertEquals(Blame.ORIGIN, verdict.blame(), verdict::toString);
    assertNotOtherProtocol(verdict);
    assertReplyIsShown(sweep);
  }

  /** A reputation list has the address of one vantage. */
  @Test
  void policyTowardsOneVantage_isNoOtherProtocol_andTheReplyIsShown() {
    var sweep = replies(Grid.sweep(grid("policy", 1)));
    var verdict = first(sweep);
    assertEquals(
        Optional.of(Cause.EDGE_BLOCKS_SOME_CLIENTS), verdict.hypothesis(), verdict::toString);
    assertTrue(verdict.probability() > 0.9, verdict::toString);
    assertEquals(List.of(new VantageId("eu-a")), verdict.scope().vantages());
    assertNotOtherProtocol(verdict);
    assertReplyIsShown(sweep);
  }

  @Test
  void policyTowardsOneVantageAtHalfOfItsTrials_isNoSureRefusalOfThatClient() {
    var rows = grid("policy", 1).replace("eu-a policy", "eu-a 3policy+3ok");
    var verdict = first(replies(Grid.sweep(rows)));
    assertTrue(
        verdict.blame() == Blame.INCONCLUSIVE
            || verdict.hypothesis().equals(Optional.of(Cause.EDGE_RATE_LIMIT)),
        verdict::toString);
  }

  /** A server of TLS 1.3 asks for a client certificate and closes without an alert. */
  @Test
  void requestedCertificate_isInTheCredibleSet() {
    var verdict = first(Grid.sweep(grid("askscert", NAMES.size())));
    assertEquals(Blame.ORIGIN, verdict.blame(), verdict::toString);
    assertTrue(
        verdict.credibleSet().stream()
            .anyMatch(one -> one.hypothesis() == Cause.REQUIRES_SOMETHING_OF_THE_CLIENT),
        verdict::toString);
  }

  private static void assertNotOtherProtocol(Verdict verdict) {
    assertNotEquals(Cause.WRONG_PROTOCOL, verdict.hypothesis().orElse(Cause.UNKNOWN));
    assertTrue(
        verdict.credibleSet().stream().noneMatch(one -> one.hypothesis() == Cause.WRONG_PROTOCOL),
        verdict::toString);
  }

  private static void assertReplyIsShown(Sweep sweep) {
    var report = Report.of(sweep, Attribution.attribute(sweep), ExitPolicy.DEFAULT);
    var remarks = Catalogue.english().remarks(report, sweep.targets().getFirst());
    assertTrue(
        remarks.stream().anyMatch(text -> text.contains("the server replied 554 5.7.1 blocked")),
        remarks::toString);
  }

  private static Verdict first(Sweep sweep) {
    return Attribution.attribute(sweep).getFirst().verdicts().getFirst();
  }

  private static String grid(String word, int failing) {
    var rows = new StringBuilder("vantage base reference\n");
    for (int i = 0; i < NAMES.size(); i++) {
      rows.append(NAMES.get(i)).append(i < failing ? " " + word : " ok").append(" ok\n");
    }
    return rows.toString();
  }

  private static Sweep replies(Sweep sweep) {
    var lines = new CleartextLines(List.of("554 5.7.1 blocked"));
    return Grid.with(
        sweep,
        Grid.observations(sweep).stream()
            .map(seen -> seen.ok() ? seen : with(seen, lines))
            .toList());
  }

  private static Observation with(Observation seen, CleartextLines lines) {
    var steps = seen.steps();
    return seen.with(steps.tls().map(tls -> steps.with(tls.after(lines))).orElse(steps));
  }
}
