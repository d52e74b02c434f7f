package dev.parallax.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.parallax.model.endpoint.Target;
import dev.parallax.model.failure.FailureWord;
import dev.parallax.model.failure.PublishedFailureWords;
import dev.parallax.model.plan.Arm;
import dev.parallax.model.value.SweepId;
import dev.parallax.model.vantage.VantageId;
import dev.parallax.model.verdict.ExitCode;
import dev.parallax.model.verdict.FindingKind;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The names and words other parts key by. */
@Isolated
final class IdentifiersTest {
  @ParameterizedTest
  @ValueSource(strings = {"a", "A-1", "0.x_y", "eu-a-1"})
  void vantageNames(String name) {
    assertEquals(name, new VantageId(name).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-a", ".a", "a b", "a/b", "a:b", "é", "a\n"})
  void vantageNamesRefused(String name) {
    assertThrows(IllegalArgumentException.class, () -> new VantageId(name));
  }

  @Test
  void aVantageNameHasAtMost64Characters() {
    assertEquals(64, new VantageId("a".repeat(64)).name().length());
    assertThrows(IllegalArgumentException.class, () -> new VantageId("a".repeat(65)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "-a", "a b", "a/b", "a\n"})
  void sweepIdsRefused(String id) {
    assertThrows(IllegalArgumentException.class, () -> new SweepId(id));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "A", "a b", "a-b", "a\n"})
  void failureWordsRefused(String word) {
    assertThrows(IllegalArgumentException.class, () -> new FailureWord(word));
  }

  @Test
  void failureWordsByRule() {
    assertEquals("alert_handshake_failure", FailureWord.alert(40).word());
    assertEquals("alert_254", FailureWord.alert(254).word());
    assertEquals("http_status_5xx", FailureWord.httpStatus(503).word());
  }

  @Test
  void fixedFailureWordsAreDistinct() {
    assertEquals(
        PublishedFailureWords.FIXED.size(),
        PublishedFailureWords.FIXED.stream().distinct().count());
  }

  @Test
  void armsAreFoundByTheirWords() {
    for (var arm : Arm.values()) {
      assertEquals(arm, Arm.of(arm.word()).orElseThrow());
    }
    assertEquals(Optional.empty(), Arm.of("BASE"));
  }

  @Test
  void wordsDoNotDependOnTheLocale() {
    var before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("tr"));
    try {
      assertEquals("control_sni", Arm.CONTROL_SNI.word());
      assertEquals("inside_passes", FindingKind.INSIDE_PASSES.word());
      assertEquals("https://i.example", Target.parse("HTTPS://I.example").name());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void exitCodesAreThePublishedOnes() {
    assertEquals(0, ExitCode.OK.code());
    assertEquals(1, ExitCode.FINDING.code());
    assertEquals(2, ExitCode.USAGE.code());
    assertEquals(3, ExitCode.UNREACHABLE.code());
    assertEquals(4, ExitCode.INCONCLUSIVE.code());
    assertEquals(5, ExitCode.DEADLINE.code());
    assertEquals(6, ExitCode.REFUSED_BY_POLICY.code());
    assertEquals(70, ExitCode.INTERNAL.code());
    assertEquals(130, ExitCode.INTERRUPTED.code());
    assertEquals(143, ExitCode.TERMINATED.code());
  }
}
