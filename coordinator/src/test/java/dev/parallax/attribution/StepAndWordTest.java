package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.parallax.model.failure.Step;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Candidate;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.FindingKind;
import dev.parallax.model.verdict.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A word means what it says of the step in which it arose. */
class StepAndWordTest {
  /** Causes that say that the resolution of the name fails. */
  private static final Set<Cause> RESOLUTION =
      EnumSet.of(
          Cause.RESOLVER_LIES_OR_FAILS,
          Cause.DNS_INJECTION,
          Cause.ZONE_FAULT,
          Cause.OWN_RESOLVER_BROKEN,
          Cause.UNKNOWN);

  /** Words of TCP, TLS and HTTP between a vantage and its resolver. */
  private static Stream<String> words() {
    return Stream.of(
        "DNS_refused",
        "DNS_timeout",
        "DNS_tcpreset",
        "DNS_noroute",
        "DNS_prohibited",
        "DNS_early",
        "DNS_reset",
        "DNS_eof",
        "DNS_alert",
        "DNS_issuer",
        "DNS_expired",
        "DNS_502",
        "DNS_future");
  }

  @Test
  void resolversFailEverywhere_neverTheTargetsPort() {
    for (var word : words().toList()) {
      for (var inside : List.of("", "inside " + word + " " + word + " ok\n")) {
        var verdict =
            first(
                "vantage base control reference\n"
                    + Stream.of("eu-a", "eu-b", "ap-c", "us-d")
                        .map(name -> name + " " + word + " " + word + " ok\n")
                        .collect(Collectors.joining())
                    + inside);

        assertEquals(Set.of(), strangers(verdict), () -> word + ": " + verdict);
        assertEquals(Cause.ZONE_FAULT, verdict.credibleSet().getFirst().hypothesis(), word);
        assertEquals(Step.DNS, verdict.failureStep().orElseThrow(), word);
        assertEquals(
            verdict.stepFailure().orElseThrow().text(),
            word(verdict, FindingKind.BASE_FAILS),
            word);
      }
    }
  }

  @Test
  void resolverFailsInOneNetwork_neverAPathToTheTarget() {
    for (var word : words().toList()) {
      var verdict =
          first(
              """
              vantage  base   control  reference
              eu-a     ok     ok       ok
              eu-b     ok     ok       ok
              us-d     ok     ok       ok
              ap-c1    W      W        ok
              ap-c2    W      W        ok
              """
                  .replace("W", word));

      assertEquals(Set.of(), strangers(verdict), () -> word + ": " + verdict);
      assertEquals(Cause.RESOLVER_LIES_OR_FAILS, verdict.hypothesis().orElseThrow(), word);
    }
  }

  @Test
  void referencesFailAtTheResolverToo_theVantagesOwnResolver() {
    for (var word : words().toList()) {
      var verdict =
          first(
              """
              vantage  base   control  reference
              eu-a     ok     ok       ok
              eu-b     ok     ok       ok
              us-d     ok     ok       ok
              ap-c     W      W        W
              """
                  .replace("W", word));

      assertEquals(Blame.VANTAGE, verdict.blame(), () -> word + ": " + verdict);
      var unreached = Set.of("DNS_timeout", "DNS_noroute", "DNS_prohibited").contains(word);
      assertEquals(
          unreached ? Cause.UPLINK_DOWN : Cause.OWN_RESOLVER_BROKEN,
          verdict.hypothesis().orElseThrow(),
          word);
    }
  }

  /** The handshake is over: who refuses then is not the target's port. */
  @ParameterizedTest
  @ValueSource(strings = {"HTTP_refused", "HTTP_timeout", "HTTP_noroute", "HTTP_reset", "HTTP_eof"})
  void wordsOfTheHttpStep_areHttpFailures(String word) {
    var verdict =
        first(
            """
            vantage  base   control  reference
            eu-a     W      ok       ok
            eu-b     W      ok       ok
            ap-c     W      ok       ok
            us-d     W      ok       ok
            inside   W      ok       ok
            """
                .replace("W", word));

    assertEquals(Cause.HTTP_ERROR, verdict.hypothesis().orElseThrow(), verdict::toString);
    assertTrue(word(verdict, FindingKind.BASE_FAILS).endsWith(" (http)"), verdict::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLS_refused", "TLS_timeout", "TLS_tcpreset"})
  void wordsOfTheTlsStep_areNoFailureToConnect(String word) {
    var verdict =
        first(
            """
            vantage  base   control  reference
            eu-a     W      W        ok
            eu-b     W      W        ok
            ap-c     W      W        ok
            us-d     W      W        ok
            inside   W      W        ok
            """
                .replace("W", word));

    assertFalse(
        causes(verdict).contains(Cause.PORT_NOT_LISTENING)
            || causes(verdict).contains(Cause.HOST_DOWN),
        verdict::toString);
  }

  /** Case: a port forwarder with nobody behind. */
  @Test
  void wordsAreCountedAsTheyCame() {
    var verdict =
        first(
            """
            vantage  base          control  reference
            eu-a     3eof+2reset   reset    ok
            eu-b     3eof+2reset   reset    ok
            ap-c     3eof+2reset   reset    ok
            us-d     2eof+3reset   reset    ok
            """);

    assertEquals(
        "11 eof_after_client_hello, 9 reset_after_client_hello",
        word(verdict, FindingKind.BASE_FAILS));
    assertEquals("reset_after_client_hello", word(verdict, FindingKind.ARM_FAILS_TOO));
  }

  @Test
  void refusedByTheResolverHere_byTheTargetThere_areTwoFailures() {
    var verdicts =
        Attribution.attribute(
                Grid.sweep(
                    """
                    vantage  base         control      reference
                    eu-a     refused      refused      ok
                    eu-b     refused      refused      ok
                    us-d     refused      refused      ok
                    us-e     refused      refused      ok
                    ap-c1    DNS_refused  DNS_refused  ok
                    ap-c2    DNS_refused  DNS_refused  ok
                    """))
            .getFirst()
            .verdicts();

    for (var verdict : verdicts) {
      if (verdict.failureStep().equals(Optional.of(Step.TCP))) {
        assertFalse(
            verdict.explains().stream().anyMatch(id -> id.name().startsWith("ap-c")),
            verdict::toString);
      }
    }
  }

  private static Set<Cause> strangers(Verdict verdict) {
    var causes = causes(verdict);
    causes.removeAll(RESOLUTION);
    return causes;
  }

  private static Set<Cause> causes(Verdict verdict) {
    var causes = EnumSet.noneOf(Cause.class);
    verdict.credibleSet().stream().map(Candidate::hypothesis).forEach(causes::add);
    verdict.hypothesis().ifPresent(causes::add);
    return causes;
  }

  private static String word(Verdict verdict, FindingKind kind) {
    return verdict.evidence().stream()
        .filter(evidence -> evidence.kind() == kind)
        .map(evidence -> evidence.parameters().getOrDefault("word", ""))
        .findFirst()
        .orElse("");
  }

  private static Verdict first(String grid) {
    return Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts().getFirst();
  }
}
