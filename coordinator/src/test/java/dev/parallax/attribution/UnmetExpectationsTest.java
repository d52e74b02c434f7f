package dev.parallax.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.verdict.Blame;
import dev.parallax.model.verdict.Cause;
import dev.parallax.model.verdict.Verdict;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An expectation that fails everywhere is the origin's; one that fails in a place is not. */
final class UnmetExpectationsTest {
  @ParameterizedTest
  @ValueSource(strings = {"status", "content", "alpn", "version", "soon"})
  void whatNoVantageReceivesIsTheService(String word) {
    var verdict = everywhere(word);
    assertEquals(Blame.ORIGIN, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(Cause.HTTP_ERROR), verdict.hypothesis(), verdict::toString);
    assertEquals(
        Optional.of(true),
        verdict.failure().map(FailureWord::isUnmetExpectation),
        verdict::toString);
  }

  @Test
  void anAnswerThatNoResolverGivesAsExpectedIsTheZone() {
    var verdict =
        only(
            """
            vantage  base      control  no_sni  reference
            us-a     5answer   .        .       ok
            us-b     5answer   .        .       ok
            eu-c     5answer   .        .       ok
            ap-d     5answer   .        .       ok
            """);
    assertEquals(Blame.ORIGIN, verdict.blame(), verdict::toString);
    assertEquals(Optional.of(Cause.ZONE_FAULT), verdict.hypothesis(), verdict::toString);
  }

  @Test
  void whatOneRegionReceivesIsNotTheService() {
    var verdict =
        only(
            """
            vantage  base      control  no_sni  reference
            us-a     ok        ok       ok      ok
            us-b     ok        ok       ok      ok
            us-c     ok        ok       ok      ok
            ap-d     5content  ok       ok      ok
            ap-e     5content  ok       ok      ok
            ap-f     5content  ok       ok      ok
            """);
    assertNotEquals(Blame.HEALTHY, verdict.blame(), verdict::toString);
    assertNotEquals(Optional.of(Cause.HTTP_ERROR), verdict.hypothesis(), verdict::toString);
  }

  private static Verdict everywhere(String word) {
    return only(
        """
        vantage  base    control  no_sni  reference
        us-a     5WORD   ok       ok      ok
        us-b     5WORD   ok       ok      ok
        eu-c     5WORD   ok       ok      ok
        ap-d     5WORD   ok       ok      ok
        inside   5WORD   ok       ok      ok
        """
            .replace("WORD", word));
  }

  private static Verdict only(String grid) {
    return Attribution.attribute(Grid.sweep(grid)).getFirst().verdicts().getFirst();
  }
}
