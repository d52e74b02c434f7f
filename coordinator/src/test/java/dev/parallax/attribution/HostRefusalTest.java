package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The kernel of a vantage's host did not send the packets: no other vantage is needed to tell. */
class HostRefusalTest {
  @Test
  void hostKeepsEverythingBack_theHostNotItsNetwork() {
    var verdict =
        only(
            """
            vantage base reference other_port
            eu-a    ok   ok        ok
            ap-c    ok   ok        ok
            us-e    unsent unsent  unsent
            inside  ok   ok        ok
            """);

    assertHost(verdict, "us-e");
    assertEquals(List.of(), verdict.nextProbes());
  }

  @Test
  void hostKeepsOnePortBack_theHostNotItsNetwork() {
    var verdict =
        only(
            """
            vantage base reference other_port
            eu-a    ok   ok        ok
            us-e    unsent unsent  ok
            inside  ok   ok        ok
            """);

    assertHost(verdict, "us-e");
  }

  @Test
  void hostKeepsTheTargetBack_theReferencesPass_neitherPathNorTarget() {
    var verdict =
        only(
            """
            vantage base reference
            eu-a    ok   ok
            us-e    unsent ok
            inside  ok   ok
            """);

    assertHost(verdict, "us-e");
  }

  @Test
  void hostKeepsTheQueryBack_isNotTheResolver() {
    var verdict =
        only(
            """
            vantage base reference
            eu-a    ok   ok
            us-e    DNS_unsent DNS_unsent
            inside  ok   ok
            """);

    assertHost(verdict, "us-e");
  }

  @Test
  void hostKeepsEverythingBack_doesNotHideTheFaultOfTheOrigin() {
    var verdicts =
        Attribution.attribute(
                Grid.sweep(
                    """
                    vantage base control_sni reference
                    eu-a    reset reset      ok
                    eu-b    reset reset      ok
                    ap-c    reset reset      ok
                    us-e    unsent unsent    unsent
                    inside  ok    ok         ok
                    """))
            .getFirst()
            .verdicts();

    assertEquals(
        List.of(Blame.ORIGIN, Blame.VANTAGE),
        verdicts.stream().map(Verdict::blame).sorted().toList(),
        verdicts::toString);
  }

  private static void assertHost(Verdict verdict, String vantage) {
    assertEquals(Blame.VANTAGE, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(Cause.LOCAL_INTERCEPTION), verdict.hypothesis());
    assertEquals(vantage, verdict.scope().value());
    assertTrue(verdict.probability() >= 0.9, verdict::toString);
    assertEquals(1, verdict.credibleSet().size(), verdict::toString);
    assertTrue(
        verdict.evidence().stream()
            .anyMatch(
                evidence ->
                    evidence.kind() == FindingKind.HOST_REFUSES_TO_SEND
                        && !"0".equals(evidence.parameters().get("refused"))),
        verdict::toString);
  }

  private static Verdict only(String grid) {
    var verdicts = Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts();
    assertEquals(1, verdicts.size(), verdicts::toString);
    return verdicts.getFirst();
  }
}
